import type { AgendaItem, Instant, OpenAgendaItem } from '@kept/domain';
import type pg from 'pg';
import { actorName, auditAct, type By } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority, RolledBack } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';

/** The agenda as it is worked on. Version 0 where nobody has begun it. */
export interface Agenda {
  version: number;
  items: AgendaItem[];
}

/** What was published last: the open edition, and nothing else. */
export interface PublishedAgenda {
  no: number;
  agendaVersion: number;
  publishedAt: Instant;
  publishedBy: string;
  motion: string | null;
  items: OpenAgendaItem[];
}

/**
 * `unknown`: there is no such meeting, or none any more. `used`: an item that was taken out has an outcome already. `ordered`: an item that would be closed, with its minutes, has
 * an action, which all members read.
 */
export type SaveAgendaOutcome =
  { kind: 'saved'; version: number } | { kind: 'unknown' } | { kind: 'stale' } | { kind: 'used' } | { kind: 'ordered' };

export interface AgendaStore {
  /** All of it, exempt matters too: for those who may read them. */
  read(authorityId: string, meetingId: string): Promise<Agenda>;
  /** From what was published, by a statement that reads nothing else. Null where nothing was. */
  readOpen(authorityId: string, meetingId: string): Promise<PublishedAgenda | null>;
  /** The whole agenda in its new order, where `version` still stands. Audited. */
  save(
    by: By,
    agenda: { meetingId: string; version: number; items: readonly AgendaItem[] },
  ): Promise<SaveAgendaOutcome>;
  /** Publishes the open edition of the version that stands. Audited. */
  publish(
    by: By,
    agenda: { meetingId: string; version: number; motion: string | null; items: readonly OpenAgendaItem[] },
  ): Promise<'published' | 'stale'>;
}

const itemJson = `json_build_object('id', i.id, 'title', i.title, 'kind', i.kind, 'leadPost', i.lead_post, 'exempt', i.exempt,
  'confidential', i.confidential, 'paragraphs', i.paragraphs, 'minutesOpen', i.minutes_open, 'links', i.links, 'pages', i.pages)`;

/** Its statements, for the tests of what each reads. */
export const agendaStatements = {
  full: {
    name: 'agenda',
    text: `select a.version, coalesce((select json_agg(${itemJson} order by i.place) from agenda_items i
  where i.authority_id = $1 and i.meeting_id = $2), '[]'::json) as items
  from meeting_agendas a where a.authority_id = $1 and a.meeting_id = $2`,
  },
  open: {
    name: 'agenda-open',
    text: `select p.no, p.agenda_version as "agendaVersion", p.published_at as "publishedAt", p.published_by as "publishedBy",
  p.motion, p.items from agenda_publications p where p.authority_id = $1 and p.meeting_id = $2 order by p.no desc limit 1`,
  },
};

const hold = `select from meetings where authority_id = $1 and id = $2 for no key update`;
// What was ordered in the open and would now stand under closed minutes.
const ordered = `select from meeting_outcomes o
  join agenda_items i on i.authority_id = $1 and i.meeting_id = $2 and i.id = o.agenda_item_id
  where o.authority_id = $1 and o.meeting_id = $2 and o.kind = 'action' and o.withdrawn_at is null
    and i.exempt and not i.minutes_open limit 1`;
const begin = `insert into meeting_agendas (authority_id, meeting_id, version)
  select $1, m.id, 1 from meetings m where m.authority_id = $1 and m.id = $2 on conflict do nothing`;
const step = `update meeting_agendas set version = version + 1 where authority_id = $1 and meeting_id = $2 and version = $3`;
const removeOthers = `delete from agenda_items where authority_id = $1 and meeting_id = $2 and id <> all ($3::uuid[])`;
const put = `insert into agenda_items
  (authority_id, meeting_id, id, place, title, kind, lead_post, exempt, confidential, paragraphs, minutes_open, links, pages)
  select $1, $2, i.id, i.place, i.title, i.kind, i.lead_post, i.exempt, i.confidential, i.paragraphs, i.minutes_open, i.links, i.pages
  from jsonb_to_recordset($3) as i (id uuid, place smallint, title text, kind text, lead_post text, exempt boolean,
    confidential boolean, paragraphs smallint[], minutes_open boolean, links text[], pages text)
  on conflict (authority_id, meeting_id, id) do update set place = excluded.place, title = excluded.title, kind = excluded.kind,
    lead_post = excluded.lead_post, exempt = excluded.exempt, confidential = excluded.confidential,
    paragraphs = excluded.paragraphs, minutes_open = excluded.minutes_open, links = excluded.links, pages = excluded.pages`;
const publishOpen = `insert into agenda_publications
  (authority_id, meeting_id, no, agenda_version, published_at, published_by, motion, items)
  select $1, a.meeting_id, coalesce((select max(p.no) from agenda_publications p
      where p.authority_id = $1 and p.meeting_id = a.meeting_id), 0) + 1, a.version, app.now(), $4, $5, $6
  from meeting_agendas a where a.authority_id = $1 and a.meeting_id = $2 and a.version = $3`;

const rowsOf = (items: readonly AgendaItem[]): string =>
  JSON.stringify(
    items.map(({ leadPost, minutesOpen, ...item }, place) => ({
      ...item,
      place,
      lead_post: leadPost,
      minutes_open: minutesOpen,
    })),
  );

/**
 * What hangs on one meeting is written by one person at a time, to the end of the transaction.
 * @returns false where there is none: somebody took it away
 */
export async function holdMeeting(client: pg.PoolClient, place: readonly [string, string]): Promise<boolean> {
  return (await client.query(hold, [...place])).rowCount === 1;
}

/** Null where the version that stands is another one. */
async function nextVersion(client: pg.PoolClient, values: readonly [string, string, number]): Promise<number | null> {
  const [authorityId, meetingId, version] = values;
  const { rowCount } =
    version === 0 ? await client.query(begin, [authorityId, meetingId]) : await client.query(step, [...values]);
  return rowCount === 1 ? version + 1 : null;
}

const saving =
  (pools: Pools): AgendaStore['save'] =>
  (by, { meetingId, version, items }) =>
    inAuthority(pools.write, by.authorityId, async (client): Promise<SaveAgendaOutcome> => {
      const place = [by.authorityId, meetingId] as const;
      if (!(await holdMeeting(client, place))) return { kind: 'unknown' };
      const next = await nextVersion(client, [...place, version]);
      if (next === null) return { kind: 'stale' };
      await client.query(removeOthers, [...place, items.map(({ id }) => id)]);
      await client.query(put, [...place, rowsOf(items)]);
      if ((await client.query(ordered, [...place])).rowCount !== 0) {
        throw new RolledBack<SaveAgendaOutcome>({ kind: 'ordered' });
      }
      await auditAct((text, values) => client.query(text, values), by, {
        action: 'agenda-changed',
        objectId: meetingId,
        about: { version: next, items: items.length, exempt: items.filter(({ exempt }) => exempt).length },
        values: { items },
      });
      return { kind: 'saved', version: next };
    });

const publishing =
  (pools: Pools): AgendaStore['publish'] =>
  (by, { meetingId, version, motion, items }) =>
    inAuthority(pools.write, by.authorityId, async (client) => {
      await holdMeeting(client, [by.authorityId, meetingId]);
      const values = [by.authorityId, meetingId, version, actorName(by.actor), motion, JSON.stringify(items)];
      if ((await client.query(publishOpen, values)).rowCount === 0) return 'stale';
      await auditAct((text, given) => client.query(text, given), by, {
        action: 'agenda-published',
        objectId: meetingId,
        about: { version, items: items.length },
        values: { items, motion },
      });
      return 'published';
    });

export function agendaStore(pools: Pools): AgendaStore {
  const save = saving(pools);
  return {
    read: async (authorityId, meetingId) => {
      const statement = { ...agendaStatements.full, values: [authorityId, meetingId] };
      return (await readFlight<Agenda>(pools.read, authorityId, statement))[0] ?? { version: 0, items: [] };
    },
    readOpen: async (authorityId, meetingId) => {
      const statement = { ...agendaStatements.open, values: [authorityId, meetingId] };
      const row = (await readFlight<PublishedAgenda>(pools.read, authorityId, statement))[0];
      return row === undefined ? null : { ...row, publishedAt: instant(row.publishedAt) };
    },
    save: async (by, agenda) => {
      try {
        return await save(by, agenda);
      } catch (error) {
        if (error instanceof RolledBack) return error.result as SaveAgendaOutcome;
        if (classifyDatabaseError(error)?.kind === 'missing-reference') return { kind: 'used' };
        throw error;
      }
    },
    publish: publishing(pools),
  };
}
