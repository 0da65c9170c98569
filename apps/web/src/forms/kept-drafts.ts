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
const places: readonly Lasting[] = ['browser', 'tab'];
/** As long as a session lasts at most: what nobody came back for is not left lying. */
const longest = 10 * 60 * 60 * 1000;

/**
 * How long the words outlive the page: `browser` also a crash of the browser; `tab` a crash of the service and the same page
 * loaded again, and no longer than the tab stands open. What the council keeps from open view is never kept in the browser.
 */
export type Lasting = 'browser' | 'tab';

/** What is about something that is kept from open view goes no further than the tab. */
export const lastingFor = ({ discreet }: { discreet: boolean }): Lasting => (discreet ? 'tab' : 'browser');

/**
 * The drafts of one person, in the storage of this browser, where neither a crash of the browser nor of the service
 * takes them. Nobody else's are ever read, and what is old or another's is put away at the first look.
 */
export function keptDrafts(person: string, now: () => number = Date.now) {
  const nameOf = (key: string) => `${prefix}:${person}:${key}`;

  function read(key: string, shape: object, lasting: Lasting): KeptDraft | null {
    const draft = readable(storage(lasting)?.getItem(nameOf(key)) ?? null);
    // Begun when the item stood in open view, or by a release before: it lies in the browser no longer.
    if (lasting === 'tab') storage('browser')?.removeItem(nameOf(key));
    return draft && now() - draft.at < longest && sameShape(draft.values, shape) ? draft : null;
  }

  /** False where the browser keeps nothing: its storage is full, or turned off. The words then live as long as the page. */
  function write(key: string, draft: KeptDraft, lasting: Lasting): boolean {
    try {
      storage(lasting)?.setItem(nameOf(key), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  const remove = (key: string) => places.forEach((place) => storage(place)?.removeItem(nameOf(key)));

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
  for (const place of places) forgetIn(storage(place), isGone);
}

function forgetIn(kept: Storage | null, isGone: (name: string, draft: KeptDraft | null) => boolean): void {
  if (!kept) return;
  const names = Array.from({ length: kept.length }, (_none, place) => kept.key(place) ?? '');
  for (const name of names.filter((each) => each.startsWith(`${prefix}:`))) {
    if (isGone(name, readable(kept.getItem(name)))) kept.removeItem(name);
  }
}

/** A browser that forbids its storage throws at the mere look. */
function storage(lasting: Lasting): Storage | null {
  try {
    return lasting === 'tab' ? window.sessionStorage : window.localStorage;
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
