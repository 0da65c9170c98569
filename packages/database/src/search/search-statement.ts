import { createHash } from 'node:crypto';
import { instantValue, readCursor } from '../connection/cursor.js';
import type { Statement } from '../connection/flight.js';
import { scopedCondition } from '../work-item/list-statement.js';
import { askedWords } from './asked-words.js';
import { marks } from './excerpt.js';
import type { SearchQuery, SearchScope } from './search.store.js';

/** A cursor goes on with the search that gave it out: other words, another kind or workflow begin anew. */
export function searchSort({ q, kind, workflow }: Pick<SearchQuery, 'q' | 'kind' | 'workflow'>): string {
  return `search:${createHash('sha256')
    .update(JSON.stringify([q, kind ?? null, workflow ?? null]))
    .digest('base64url')}`;
}

const marking = `HighlightAll=true, StartSel=${marks.start}, StopSel=${marks.stop}`;
/** A reference is looked up as one word and read as several. */
const shown = `asked.query || websearch_to_tsquery('pg_catalog.simple', coalesce($3, ''))`;
const marked = (config: string) => `ts_headline('pg_catalog.${config}', part.pair ->> 1, ${shown}, $4)`;

const texts = (
  of: string,
) => `(select json_agg(json_build_array(part.pair ->> 0, ${marked('english')}, ${marked('simple')}) order by part.no)
    from jsonb_array_elements(${of}.parts) with ordinality part (pair, no)) as parts`;

/**
 * One page of what is found. The function has looked the words up and asked whose sight it is; the scope of lists is asked of
 * each item once more, and of agendas and minutes the edition, so that no rule stands alone.
 */
export function searchStatement(authorityId: string, query: SearchQuery, scope: SearchScope): Statement {
  const { words, last } = askedWords(query.q);
  const after = query.cursor === undefined ? null : readCursor(query.cursor, searchSort(query), instantValue);
  const narrow = { kind: query.kind ?? null, workflow: query.workflow ?? null };
  const { posts, personId, exempt, openings } = scope.items;
  const sight = { posts, people: personId === '' ? [] : [personId], exempt, openings, ...scope.meetings };
  const before = [authorityId, words, last, marking, JSON.stringify(narrow), JSON.stringify(sight)];
  before.push(after?.value ?? null, after?.id ?? null, String(query.limit + 1));
  before.push(scope.meetings.edition, String(scope.meetings.minutes));
  const seen = scopedCondition(scope.items, before.length);
  const text = `
with asked as materialized (select app.search_query($2, $3) as query),
found as materialized (select f.hit, f.hit_at from asked, app.search_hits(asked.query, $5, $6, $7, $8, $9) f),
hits as (
select found.hit_at, s.id, s.kind, s.no, s.at, w.reference, w.workflow, w.definition_version as "definitionVersion", w.title, w.state,
  w.closed, w.exempt, null::uuid as "meetingId", null::text as body, null::date as "heldOn", null::uuid as "ofId",
  ${texts('s')}
from asked, found
join search_texts s on s.authority_id = $1 and s.id = found.hit
join work_items w on w.authority_id = $1 and w.id = s.work_item_id
where ${seen.text}
union all
select found.hit_at, m.id, m.kind, m.no, m.at, null, null, null, null, null, null, m.exempt, d.id, d.body, d.held_on, m.of_id,
  ${texts('m')}
from asked, found
join meeting_texts m on m.authority_id = $1 and m.id = found.hit
join meetings d on d.authority_id = $1 and d.id = m.meeting_id
where m.edition = $10 and (m.kind = 'agenda' or $11::boolean))
select * from hits order by hit_at desc, id desc`;
  return { name: 'search', text, values: [...before, ...seen.values] };
}
