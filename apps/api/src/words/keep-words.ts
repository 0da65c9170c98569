import { Inject, Injectable } from '@nestjs/common';
import { keyOfWord, wordFinder, type ListedWord, type WordSaid } from '@kept/domain';
import type {
  Missing,
  WordBody,
  WordChangeBody,
  WordChangeListView,
  WordChangesQuery,
  WordChangeView,
  WordListView,
} from '@kept/contracts';
import type { Database, ReferenceWord, WordChangeKind } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, incomplete, notFound } from '../http/problem.js';
import { mayEditWords } from './word.policy.js';
import { presentWord, presentWordChange } from './word.presenter.js';

/** The council's own list of words that young people ask not to read. */
@Injectable()
export class KeepWords {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  list({ reference, actor }: Caller): WordListView {
    return { words: reference.words.map(presentWord), mayEdit: mayEditWords(actor.roles) };
  }

  async changes({ authorityId, actor }: Caller, query: WordChangesQuery): Promise<WordChangeListView> {
    const { limit, cursor } = query;
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const { changes, nextCursor } = await this.database.words.changes(authorityId, page);
    const mayEdit = mayEditWords(actor.roles);
    return { changes: changes.map((each) => presentWordChange(each, mayEdit)), nextCursor };
  }

  async add(caller: Caller, body: WordBody): Promise<WordChangeView> {
    const said = trimmed(body);
    const key = keyOfWord(said.word);
    const { words } = caller.reference;
    if (words.some((each) => each.key === key)) throw conflict('This word stands in the list already.');
    refuseFaults({ key, ...said }, words);
    return this.#make(caller, { key, kind: 'added', said: { ...said, active: true } });
  }

  /** @throws Refused 404 for a word that is in no list, 409 where somebody else changed it, 422 where it cannot be so */
  async change(caller: Caller, key: string, { since, ...asked }: WordChangeBody): Promise<WordChangeView> {
    const word = find(caller, key);
    const { forms = word.forms, instead = word.instead, why = word.why, active = word.active } = asked;
    const said = { ...trimmed({ word: word.word, forms, instead, why }), active };
    refuseFaults({ key, ...said }, caller.reference.words);
    return this.#make(caller, { key, kind: kindOf(word, asked), said, since });
  }

  /** Takes back all that the council said of a word: one of its own leaves the list, another is as in the library. */
  async remove(caller: Caller, key: string): Promise<WordChangeView> {
    const word = find(caller, key);
    if (word.from === 'library') throw conflict('It stands as in the library. Switch it off instead.');
    return this.#make(caller, { key, kind: 'removed', said: null, since: word.lastChange?.id ?? null });
  }

  async undo(caller: Caller, id: string): Promise<WordChangeView> {
    const made = isUuid(id) ? await this.database.words.readChange(caller.authorityId, id) : null;
    if (made === null) throw notFound();
    return this.#make(caller, { key: made.key, kind: 'undone', said: made.before, since: id });
  }

  async #make(
    caller: Caller,
    change: { key: string; kind: WordChangeKind; said: WordSaid; since?: string | null },
  ): Promise<WordChangeView> {
    const { key, since } = change;
    const { words } = this.database;
    const last = since === undefined ? await this.#lastOf(caller, key) : since;
    const made = await words.change(caller, { ...change, since: last });
    if (made === 'moved') throw conflict('Somebody else changed this word meanwhile. Look at it again.');
    const written = await words.readChange(caller.authorityId, made.id);
    if (written === null) throw notFound();
    return presentWordChange(written, true);
  }

  /** A word that was taken out may be added again: its last change is in the history alone. */
  async #lastOf({ authorityId }: Caller, key: string): Promise<string | null> {
    return (await this.database.words.lastChange(authorityId, key))?.id ?? null;
  }
}

function find({ reference }: Caller, key: string): ReferenceWord {
  const word = reference.words.find((each) => each.key === key);
  if (!word) throw notFound();
  return word;
}

function trimmed({ word, forms, instead, why }: Pick<ListedWord, 'word' | 'forms' | 'instead' | 'why'>) {
  const each = (texts: readonly string[]) => texts.map((text) => text.trim()).filter(Boolean);
  return { word: word.trim(), forms: each(forms), instead: each(instead), why: why.trim() };
}

function kindOf(word: ReferenceWord, { active, ...rest }: Omit<WordChangeBody, 'since'>): WordChangeKind {
  const more = Object.values(rest).some((value) => value !== undefined);
  if (more || active === undefined || active === word.active) return 'changed';
  return active ? 'switched-on' : 'switched-off';
}

/** A form belongs to one word, and what is offered is none that is listed itself. */
function refuseFaults(word: ListedWord, words: readonly ReferenceWord[]): void {
  const others = words.filter(({ key }) => key !== word.key);
  const taken = new Map(others.flatMap((other) => [other.word, ...other.forms].map((form) => [form, other.word])));
  const listed = wordFinder([...others.filter(({ active }) => active), word]);
  const missing: Missing[] = [
    ...(word.key === '' ? [{ field: 'word', text: 'Enter a word.' }] : []),
    ...(taken.has(word.word)
      ? [{ field: 'word', text: `“${word.word}” is a form of “${taken.get(word.word)}”.` }]
      : []),
    ...word.forms.flatMap((form) =>
      taken.has(form) ? [{ field: 'forms', text: `“${form}” belongs to “${taken.get(form)}” already.` }] : [],
    ),
    ...word.instead.flatMap((text) =>
      listed(text).map((found) => ({ field: 'instead', text: `“${found.text}” in “${text}” is listed itself.` })),
    ),
  ];
  if (missing.length > 0) throw incomplete(missing);
}
