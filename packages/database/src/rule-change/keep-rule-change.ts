import type { AskedRuleChange } from '@kept/domain';
import type pg from 'pg';
import { actorKey, actorName, audit } from '../audit/audit-act.js';
import type { ChangeContext } from '../work-item/change.js';
import type { KeptItem } from './decided-change.js';
import type { RuleMoves } from './rule-change.store.js';

const insertItems = `insert into rule_change_items (authority_id, change_id, work_item_id, image, moved)
  select $1, $2, work_item_id, image, moved
  from jsonb_to_recordset($3) r (work_item_id uuid, image jsonb, moved jsonb)`;

/** What taking the change back needs of each item; they are written before the change itself. */
export async function keepItems(
  client: pg.PoolClient,
  { authorityId, id }: { authorityId: string; id: string },
  items: readonly KeptItem[],
): Promise<void> {
  if (items.length > 0) await client.query(insertItems, [authorityId, id, JSON.stringify(items)]);
}

interface MadeRuleChange {
  ctx: ChangeContext;
  id: string;
  asked: AskedRuleChange;
  subject: string;
  toVersion: number | null;
  moves: RuleMoves;
}

const insert = `insert into rule_changes (authority_id, id, kind, subject, to_version, asked, reason, actor_id, actor_name, at,
    items, moved)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.now(), $10, $11) returning at`;

export async function keepRuleChange(client: pg.PoolClient, made: MadeRuleChange): Promise<void> {
  const { ctx, id, asked, subject, toVersion, moves } = made;
  const { authorityId, actor } = ctx;
  const { rows } = await client.query<{ at: string }>(insert, [
    authorityId,
    id,
    asked.kind,
    subject,
    toVersion,
    JSON.stringify(asked),
    asked.reason,
    actor.kind === 'person' ? actor.personId : null,
    actorName(actor),
    moves.changed.length,
    moves.changed.reduce((sum, { deadlines }) => sum + deadlines.length, 0),
  ]);
  await audit(client, {
    authorityId,
    action: 'rules-changed',
    actor: actorKey(actor),
    at: rows[0]!.at,
    objectId: id,
    about: { kind: asked.kind, subject, toVersion },
    values: { asked },
  });
}

const update = `update rule_changes set undone_at = app.now(), undone_by = $3 where authority_id = $1 and id = $2
  returning undone_at as at`;

export async function markUndone(
  client: pg.PoolClient,
  { authorityId, actor }: ChangeContext,
  { id, subject, partly }: { id: string; subject: string; partly: boolean },
): Promise<void> {
  const { rows } = await client.query<{ at: string }>(update, [authorityId, id, actorName(actor)]);
  await audit(client, {
    authorityId,
    action: 'rule-change-undone',
    actor: actorKey(actor),
    at: rows[0]!.at,
    objectId: id,
    about: { subject, partly },
    values: {},
  });
}
