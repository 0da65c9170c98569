import { councilWords, type ListedWord, type WordSaid } from '@kept/domain';
import type pg from 'pg';
import { readFlight } from '../connection/flight.js';
import { loadReference } from './reference.read.js';
import { instant } from '../work-item/decode.js';
import type { Reference, ReferenceWord } from './reference.store.js';

interface Kept {
  reference: Promise<Reference>;
  /** Milliseconds of the process; only for `load`, decisions compare the revision. */
  until: number;
}

/** How long `load` trusts what it has. A decision never does: it knows the revision it must be made under. */
const freshFor = 1000;

/** One copy of an authority's reference data per process, replaced when its revision moves. */
export class ReferenceCache {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly read: pg.Pool) {}

  async load(authorityId: string): Promise<Reference> {
    const kept = this.kept.get(authorityId);
    return kept !== undefined && kept.until > performance.now() ? kept.reference : this.reload(authorityId);
  }

  /** The reference at that revision, or a newer one (the write then says that it moved, if it matters). */
  async at(authorityId: string, revision: number): Promise<Reference> {
    const kept = await this.kept.get(authorityId)?.reference;
    return kept !== undefined && kept.revision === revision ? kept : this.reload(authorityId);
  }

  forget(authorityId: string): void {
    this.kept.delete(authorityId);
  }

  private reload(authorityId: string): Promise<Reference> {
    const reference = this.fetch(authorityId);
    this.kept.set(authorityId, { reference, until: performance.now() + freshFor });
    reference.catch(() => this.forget(authorityId));
    return reference;
  }

  private async fetch(authorityId: string): Promise<Reference> {
    const statement = { name: 'load-reference', text: loadReference, values: [authorityId] };
    const rows = await readFlight<{ reference: Loaded }>(this.read, authorityId, statement);
    const reference = rows[0]?.reference;
    if (reference === undefined) throw new Error('The reference data could not be read.');
    return withWords(reference);
  }
}

/** As the statement gives it: the library's words beside what the council said of them. */
type Loaded = Omit<Reference, 'words'> & {
  wordList: readonly ListedWord[];
  wordsSaid: readonly { key: string; said: WordSaid; id: string; by: string; at: string }[];
};

function withWords({ wordList, wordsSaid, ...rest }: Loaded): Reference {
  const said = new Map(wordsSaid.map(({ key, id, by, at }) => [key, { id, by, at: instant(at) }]));
  const words = councilWords(wordList, wordsSaid).map((word): ReferenceWord => ({
    ...word,
    lastChange: said.get(word.key) ?? null,
  }));
  return { ...rest, words };
}

/** The definition of an item; undefined when it was never published here. */
export function definitionOf(reference: Reference, workflow: string, version?: number) {
  const versions = reference.definitions.filter((each) => each.key === workflow);
  return version === undefined ? versions.at(-1) : versions.find((each) => each.version === version);
}
