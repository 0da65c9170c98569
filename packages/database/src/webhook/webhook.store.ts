import type { Actor, Instant } from '@kept/domain';
import type pg from 'pg';
import { auditRows } from '../audit/entry.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import { openField, sealField, type FieldKey } from './field-seal.js';

/** What may be shown of a team's webhook: everything but its address. */
export interface TeamWebhook {
  team: string;
  host: string;
  setBy: string;
  setAt: Instant;
  /** When a card was last posted to try it; null while that waits for a worker. */
  testedAt: Instant | null;
  testFault: string | null;
}

export interface WebhookStore {
  /** In place of the one before; a worker then tries it. `unknown` where there is no such team. Role app. */
  save(ctx: WebhookContext, webhook: { team: string; address: string }, key: FieldKey): Promise<'saved' | 'unknown'>;
  /** False where there was none. Role app. */
  remove(ctx: WebhookContext, team: string): Promise<boolean>;
  read(authorityId: string, team: string): Promise<TeamWebhook | null>;
  list(authorityId: string): Promise<TeamWebhook[]>;
  /** A worker posts another card. False where there is none. Role app. */
  tryAgain(ctx: WebhookContext, team: string): Promise<boolean>;
  /** Keys of the teams that have one. */
  teams(authorityId: string): Promise<ReadonlySet<string>>;
  /** Role worker. Null where there is none; `locked` where another key sealed it. */
  addressOf(authorityId: string, team: string, key: FieldKey): Promise<string | 'locked' | null>;
  /** Role worker. Teams whose webhook was not tried since it was set. */
  untested(authorityId: string): Promise<string[]>;
  /** Role worker. */
  noteTest(authorityId: string, team: string, fault: string | null): Promise<void>;
}

type WebhookAct = 'team-webhook-set' | 'team-webhook-tried' | 'team-webhook-removed';

interface WebhookContext {
  authorityId: string;
  actor: Actor;
}

const shown = `select team, host, set_by as "setBy", set_at as "setAt", tested_at as "testedAt", test_fault as "testFault"
  from team_webhooks where authority_id = $1`;
const untry = 'update team_webhooks set tested_at = null, test_fault = null where authority_id = $1 and team = $2';
const remove = 'delete from team_webhooks where authority_id = $1 and team = $2';
const insert = `insert into team_webhooks (authority_id, team, sealed, key_id, host, set_by, set_at)
  select authority_id, key, $3, $4, $5, $6, app.now() from teams where authority_id = $1 and key = $2`;

const placeOf = (authorityId: string, team: string): string => `team_webhooks ${authorityId} ${team}`;
const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.name);

/** In the transaction of the act itself. The address is in no entry: whoever knows it may post. */
async function audit(
  client: pg.PoolClient,
  { authorityId, actor }: WebhookContext,
  { action, ...about }: { action: WebhookAct; team: string; host?: string },
): Promise<void> {
  const { rows } = await client.query<{ now: string }>({ name: 'audit-clock', text: 'select app.now() as now' });
  const at = instant(rows[0]!.now);
  const act = { authorityId, action, actor: nameOf(actor), at, objectId: authorityId, about, values: {} };
  const effects = { events: [], audit: [auditRows(act).entry] };
  await client.query({
    name: 'audit-alone',
    text: 'select app.write_effects($1, $2)',
    values: [authorityId, JSON.stringify(effects)],
  });
}

async function save(
  client: pg.PoolClient,
  ctx: WebhookContext,
  { team, address, key }: { team: string; address: string; key: FieldKey },
): Promise<'saved' | 'unknown'> {
  const { authorityId, actor } = ctx;
  const sealed = sealField(address, placeOf(authorityId, team), key);
  const host = new URL(address).hostname;
  await client.query(remove, [authorityId, team]);
  const { rowCount } = await client.query(insert, [authorityId, team, sealed, key.id, host, nameOf(actor)]);
  if (rowCount === 0) return 'unknown';
  await audit(client, ctx, { action: 'team-webhook-set', team, host });
  return 'saved';
}

const asShown = (row: TeamWebhook): TeamWebhook => ({
  ...row,
  setAt: instant(row.setAt),
  testedAt: row.testedAt === null ? null : instant(row.testedAt),
});

/** Does one thing to the webhook of a team and writes it down; false where there is none. */
function doing(pools: Pools, text: string, action: WebhookAct) {
  return (ctx: WebhookContext, team: string): Promise<boolean> =>
    inAuthority(pools.write, ctx.authorityId, async (client) => {
      const { rowCount } = await client.query(text, [ctx.authorityId, team]);
      if (rowCount === 1) await audit(client, ctx, { action, team });
      return rowCount === 1;
    });
}

/** What administrators do: never reads an address. */
function administering(pools: Pools): Pick<WebhookStore, 'save' | 'remove' | 'read' | 'list' | 'tryAgain' | 'teams'> {
  return {
    save: (ctx, { team, address }, key) =>
      inAuthority(pools.write, ctx.authorityId, (client) => save(client, ctx, { team, address, key })),
    remove: doing(pools, remove, 'team-webhook-removed'),
    tryAgain: doing(pools, untry, 'team-webhook-tried'),
    read: async (authorityId, team) => {
      const statement = { name: 'team-webhook', text: `${shown} and team = $2`, values: [authorityId, team] };
      const [row] = await readFlight<TeamWebhook>(pools.read, authorityId, statement);
      return row === undefined ? null : asShown(row);
    },
    list: async (authorityId) => {
      const statement = { name: 'team-webhooks', text: `${shown} order by team`, values: [authorityId] };
      return (await readFlight<TeamWebhook>(pools.read, authorityId, statement)).map(asShown);
    },
    teams: async (authorityId) => {
      const text = 'select team from team_webhooks where authority_id = $1';
      const statement = { name: 'teams-with-webhook', text, values: [authorityId] };
      return new Set((await readFlight<{ team: string }>(pools.read, authorityId, statement)).map(({ team }) => team));
    },
  };
}

/** What a worker does. */
function posting(pools: Pools): Pick<WebhookStore, 'addressOf' | 'untested' | 'noteTest'> {
  return {
    addressOf: async (authorityId, team, key) => {
      const text = 'select sealed from team_webhooks where authority_id = $1 and team = $2';
      const statement = { name: 'webhook-address', text, values: [authorityId, team] };
      const [row] = await readFlight<{ sealed: Buffer }>(pools.read, authorityId, statement);
      return row === undefined ? null : (openField(row.sealed, placeOf(authorityId, team), key) ?? 'locked');
    },
    untested: async (authorityId) => {
      const text = 'select team from team_webhooks where authority_id = $1 and tested_at is null order by team';
      const statement = { name: 'untested-webhooks', text, values: [authorityId] };
      return (await readFlight<{ team: string }>(pools.read, authorityId, statement)).map(({ team }) => team);
    },
    noteTest: (authorityId, team, fault) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const text = `update team_webhooks set tested_at = app.now(), test_fault = $3 where authority_id = $1 and team = $2`;
        await client.query(text, [authorityId, team, fault]);
      }),
  };
}

/** By which address each team's channel is reached. */
export function webhookStore(pools: Pools): WebhookStore {
  return { ...administering(pools), ...posting(pools) };
}
