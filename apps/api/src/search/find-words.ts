import { Inject, Injectable } from '@nestjs/common';
import { meetingSight, scopeOf } from '@kept/domain';
import type { WorkflowDefinition } from '@kept/domain';
import type { SearchHitView, SearchQuery, SearchView } from '@kept/contracts';
import type { Database, SearchHit } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { wordsOf } from '../http/words.js';

/** Words over items, evidence, comments, agendas and minutes: one page of what the caller may see. */
@Injectable()
export class FindWords {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Each page is written down before anything is answered: a cursor can be made up, and proves no page before it. */
  async run(caller: Caller, { q, kind, workflow, cursor, limit }: SearchQuery): Promise<SearchView> {
    const asked = { q, ...(kind && { kind }), ...(workflow && { workflow }), ...(cursor !== undefined && { cursor }) };
    await this.database.search.note(caller, asked);
    const { actor, reference } = caller;
    const scope = { items: scopeOf(reference.definitions, actor), meetings: meetingSight(actor.roles) };
    const { hits, nextCursor } = await this.database.search.find(caller.authorityId, { ...asked, limit }, scope);
    return { hits: hits.map((hit) => present(hit, caller)), nextCursor };
  }
}

function present(hit: SearchHit, { reference }: Caller): SearchHitView {
  const { id, no, at, exempt } = hit;
  if ('meeting' in hit) {
    const { id: meetingId, heldOn, title: name, place, body: key } = hit.meeting;
    const title = reference.organisation.bodies.find((body) => body.key === key)?.title ?? key;
    const meeting = { id: meetingId, body: { key, title }, date: heldOn, title: name, place, exempt };
    return { kind: hit.kind, id, no, at, meeting, excerpts: labelled(hit, undefined) };
  }
  const { definitionVersion, ...rest } = hit.item;
  const definition = reference.definitions.find(
    ({ key, version }) => key === rest.workflow && version === definitionVersion,
  );
  const stateLabel = definition?.states[rest.state]?.label ?? wordsOf(rest.state);
  const excerpts = labelled(hit, definition);
  return { kind: hit.kind, id, no, at, item: { ...rest, stateLabel, exempt }, excerpts };
}

function labelled({ excerpts }: SearchHit, definition: WorkflowDefinition | undefined): SearchHitView['excerpts'] {
  return excerpts.map(({ where, ...excerpt }) => ({ where, label: labelOf(where, definition), ...excerpt }));
}

const labels: Readonly<Record<string, string>> = {
  note: 'What it shows',
  file: 'File',
  outcome: 'What came of it',
  date: 'Meeting of',
};

/** `field.KEY` by the name that the page of the item has for it. */
function labelOf(where: string, definition: WorkflowDefinition | undefined): string {
  const [, field] = where.split('field.');
  if (field === undefined) return labels[where] ?? wordsOf(where);
  return definition?.fields[field]?.label ?? wordsOf(field);
}
