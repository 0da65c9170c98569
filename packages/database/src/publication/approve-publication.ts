import { readingAges } from '@kept/domain';
import type { PlainTexts, PublishedVerdict } from '@kept/domain';
import type pg from 'pg';
import { actorKey, actorName, type By } from '../audit/audit-act.js';
import type { ApproveOutcome } from './publication.store.js';

interface Waiting {
  workItemId: string;
  status: string;
  texts: PlainTexts;
  askedBy: string;
  verdict: PublishedVerdict | null;
  proposedBy: string;
}

const find = `select work_item_id as "workItemId", status, texts, asked_by as "askedBy", verdict, proposed_by as "proposedBy"
  from publications where authority_id = $1 and id = $2`;
/** Held until the end: a card that is withdrawn at this moment is so before, or takes the words off again after. */
export const holdCard = `select from work_items where authority_id = $1 and id = $2 and workflow = 'challenge-card'
    and state <> 'withdrawn' and not exempt and classification = 'unrestricted' and restricted_to_posts is null
    and hidden_from = '{}' and fields ->> 'kind' = 'collective' and fields ->> 'screenedOn' is not null for no key update`;
const replaceBefore = `with replaced as (update publications set status = 'replaced'
    where authority_id = $1 and work_item_id = $2 and status = 'published' returning id)
  delete from public_site.cards c using replaced r where c.authority_id = $1 and c.id = r.id`;
const decide = `update publications set status = 'published', decided_by = $3, decided_by_name = $4, decided_at = app.now()
  where authority_id = $1 and id = $2`;
const put = `insert into public_site.cards
    (authority_id, id, age, published_on, asked_by, asked, did, could_not, verdict, stars, words)
  select $1, $2, age, app.today(), $3, asked, did, could_not, $4, $5, $6
  from jsonb_to_recordset($7) as texts (age text, asked text, did text, could_not text)`;

/** Everyone locks the item first. The second person's act, and the words onto the page, in the caller's transaction. */
export async function approve(client: pg.PoolClient, { authorityId, actor }: By, id: string): Promise<ApproveOutcome> {
  const found = (await client.query<Waiting>(find, [authorityId, id])).rows[0];
  if (found === undefined) return 'unknown';
  if (found.proposedBy === actorKey(actor)) return 'own';
  const card = [authorityId, found.workItemId];
  const held = await client.query(holdCard, card);
  // As it stands now that nobody else can end it.
  const waiting = (await client.query<Waiting>(`${find} for update`, [authorityId, id])).rows[0];
  if (waiting?.status !== 'proposed') return 'ended';
  if (held.rowCount === 0) return 'unshowable';
  await client.query(replaceBefore, card);
  await client.query(decide, [authorityId, id, actorKey(actor), actorName(actor)]);
  await client.query(put, cardValues(authorityId, id, waiting));
  return 'published';
}

function cardValues(authorityId: string, id: string, { askedBy, verdict, texts }: Waiting): unknown[] {
  const rows = readingAges.map((age) => {
    const { asked, did, couldNot } = texts[age];
    return { age, asked, did, could_not: couldNot };
  });
  const { verdict: said = null, stars = null, words = null } = verdict ?? {};
  return [authorityId, id, askedBy, said, stars, words, JSON.stringify(rows)];
}
