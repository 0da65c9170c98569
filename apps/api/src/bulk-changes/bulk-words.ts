import type { ResultWords } from '../rows/result-of-item.js';

export const words: ResultWords = {
  unknown: 'There is no such item, or none that you may see.',
  moved: 'Somebody changed it after you looked. Look at it again.',
};

export const wordsOfUndo: ResultWords = { ...words, moved: 'It was changed after that, so it stays as it is.' };

/** Of a step that came out otherwise than it was looked at. */
export const lasting = 'This cannot be taken back.';

/** Of an item that the one call did not come to, and no other has yet. */
export const notReached = {
  change: 'The change stopped before it came to this one, so it stays as it is.',
  undo: 'The undo stopped before it came to this one. Ask for it again.',
};

/** Something broke with this item alone, and nothing of it was written. */
export const broken = 'Something went wrong with this one, so it stays as it is. Change it by itself.';
