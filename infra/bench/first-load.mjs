/** P19: the JavaScript that a browser fetches before the first page can be drawn, beside a hello of the same libraries. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { measure } from './figures.mjs';

const webApp = fileURLToPath(new URL('../../apps/web/', import.meta.url));
const hello = fileURLToPath(new URL('./hello/', import.meta.url));

/** kB (1,000 bytes) as gzip sends them: what index.html names, before any page is fetched. */
async function firstLoad(root, outDir, plugins = []) {
  await build({ root, plugins, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const html = readFileSync(join(outDir, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
  const weigh = (ending) =>
    named
      .filter((file) => file.endsWith(ending))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).byteLength / 1000, 0);
  return { script: weigh('.js'), style: weigh('.css') };
}

export async function firstLoads({ say }) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-first-load-'));
  try {
    const floor = await firstLoad(hello, join(folder, 'hello'), [vue()]);
    const product = await firstLoad(webApp, join(folder, 'web'));
    say(`P19: style sheets ${product.style.toFixed(1)} kB; each page is fetched when it is first opened`);
    return measure('P19', [floor.script], [product.script]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
