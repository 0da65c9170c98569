import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkflowDefinition } from '@kept/domain';
import type { SearchHitView, SearchQuery, SearchView } from '@kept/contracts';
import type { Database, SearchHit } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { wordsOf } from '../http/words.js';

/** Words over items, evidence and comments: one page of what the caller may see. */
@Injectable()
export class FindWords {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Each page is written down before anything is answered: a cursor can be made up, and proves no page before it. */
  async run(caller: Caller, { q, kind, workflow, cursor, limit }: SearchQuery): Promise<SearchView> {
    const asked = { q, ...(kind && { kind }), ...(workflow && { workflow }), ...(cursor !== undefined && { cursor }) };
    await this.database.search.note(caller, asked);
    const scope = scopeOf(caller.reference.definitions, caller.actor);
    const { hits, nextCursor } = await this.database.search.find(caller.authorityId, { ...asked, limit }, scope);
    return { hits: hits.map((hit) => present(hit, caller)), nextCursor };
  }
}

function present({ kind, id, no, at, item, excerpts }: SearchHit, { reference }: Caller): SearchHitView {
  const { definitionVersion, ...rest } = item;
  const definition = reference.definitions.find(
    ({ key, version }) => key === item.workflow && version === definitionVersion,
  );
  return {
    kind,
    id,
    no,
    at,
    item: { ...rest, stateLabel: definition?.states[item.state]?.label ?? wordsOf(item.state) },
    excerpts: excerpts.map(({ where, ...excerpt }) => ({ where, label: labelOf(where, definition), ...excerpt })),
  };
}

const labels: Readonly<Record<string, string>> = { note: 'What it shows', file: 'File' };

/** `field.KEY` by the name that the page of the item has for it. */
function labelOf(where: string, definition: WorkflowDefinition | undefined): string {
  const [, field] = where.split('field.');
  if (field === undefined) return labels[where] ?? wordsOf(where);
  return definition?.fields[field]?.label ?? wordsOf(field);
}
