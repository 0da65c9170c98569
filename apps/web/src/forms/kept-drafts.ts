/** Words that outlive the page: what was typed, what the form began with, and under which key it was sent. */
export interface KeptDraft {
  values: object;
  /** The values with which it was begun: what it was, beside theirs and yours. */
  was: object;
  /** The version of the item on which it was begun. */
  version: number | undefined;
  /** When it was last typed at, by this machine's clock. */
  at: number;
  /** The words that were sent and their key: sent again after a crash, they are not done twice. */
  sent: { words: string; key: string };
}

const prefix = 'kept-draft';
/** As long as a session lasts at most: what nobody came back for is not left lying. */
const longest = 10 * 60 * 60 * 1000;

/**
 * The drafts of one person, in the storage of this browser, where neither a crash of the browser nor of the service
 * takes them. Nobody else's are ever read, and what is old or another's is put away at the first look.
 */
export function keptDrafts(person: string, now: () => number = Date.now) {
  const nameOf = (key: string) => `${prefix}:${person}:${key}`;

  function read(key: string, shape: object): KeptDraft | null {
    const draft = readable(storage()?.getItem(nameOf(key)) ?? null);
    return draft && now() - draft.at < longest && sameShape(draft.values, shape) ? draft : null;
  }

  /** False where the browser keeps nothing: its storage is full, or turned off. The words then live as long as the page. */
  function write(key: string, draft: KeptDraft): boolean {
    try {
      storage()?.setItem(nameOf(key), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  const remove = (key: string) => storage()?.removeItem(nameOf(key));

  function tidy(): void {
    const isOwn = (name: string) => name.startsWith(`${prefix}:${person}:`);
    forget((name, draft) => !isOwn(name) || draft === null || now() - draft.at >= longest);
  }

  return { read, write, remove, tidy };
}

/** At sign-out nothing stays, whoever typed it. */
export function forgetAllDrafts(): void {
  forget(() => true);
}

function forget(isGone: (name: string, draft: KeptDraft | null) => boolean): void {
  const kept = storage();
  if (!kept) return;
  const names = Array.from({ length: kept.length }, (_none, place) => kept.key(place) ?? '');
  for (const name of names.filter((each) => each.startsWith(`${prefix}:`))) {
    if (isGone(name, readable(kept.getItem(name)))) kept.removeItem(name);
  }
}

/** A browser that forbids its storage throws at the mere look. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function readable(text: string | null): KeptDraft | null {
  try {
    const draft = JSON.parse(text ?? 'null') as KeptDraft | null;
    return draft && typeof draft.values === 'object' && typeof draft.at === 'number' ? draft : null;
  } catch {
    return null;
  }
}

/** A form that asks for other things by now, after a release, does not begin with the answers to the old one. */
function sameShape(values: object, shape: object): boolean {
  const keys = Object.keys(shape);
  return keys.length === Object.keys(values).length && keys.every((key) => key in values);
}
