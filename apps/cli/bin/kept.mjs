#!/usr/bin/env node
// Committed as it is, so that `npx kept` is linked before anything is built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  process.stderr.write('Kept is not built yet: run `npm run build` first.\n');
  process.exitCode = 2;
}
