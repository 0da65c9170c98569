import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from './config.js';

/** A page that a journey looked at, with what it showed, and whose eyes it saw it by; `null` is nobody who signed in. */
export interface LookedAt {
  path: string;
  persona: string | null;
}

const file = config.dataDir ? join(config.dataDir, 'looked-at.jsonl') : null;

/** Journeys run beside each other: a line is written whole. */
export function noteLookedAt(page: LookedAt): void {
  if (file) appendFileSync(file, `${JSON.stringify(page)}\n`);
}

/** What the journeys of this run looked at, in the order in which they did. */
export function allLookedAt(): LookedAt[] {
  if (!file || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LookedAt);
}
