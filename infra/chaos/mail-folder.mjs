// The provider that can be asked: a folder. Every message that it takes, also one that it takes again, is counted as it
// arrives, since a repeat leaves no trace in the folder itself.
import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';

const message = /^(.+)@kept\.local\.eml$/;

/** @param {string} dataDir @returns {{ folder: string, accepted: Map<string, number>, close: () => void }} how often each was taken, by outbox id */
export function watchMail(dataDir) {
  const folder = join(dataDir, 'mail');
  mkdirSync(folder, { recursive: true });
  const accepted = new Map();
  // A file appears by being renamed, so each arrival is one event.
  const watcher = watch(folder, (event, name) => {
    const id = message.exec(name ?? '')?.[1];
    if (event === 'rename' && id !== undefined) accepted.set(id, (accepted.get(id) ?? 0) + 1);
  });
  return { folder, accepted, close: () => watcher.close() };
}
