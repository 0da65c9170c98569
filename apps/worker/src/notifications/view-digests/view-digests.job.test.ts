import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { personOf } from '@kept/database/testing';
import type { DigestEvery, SavedView } from '@kept/database';
import type { Change, Facts, Role, WorkItem } from '@kept/domain';
import { pino } from 'pino';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCouncil } from '../../../testing/council.js';
import type { Council } from '../../../testing/council.js';
import { headerOf, startMailServer } from '../../../testing/mail-server.js';
import type { MailServer } from '../../../testing/mail-server.js';
import { Counters } from '../../boot/counters.js';
import { DeliverMessages } from '../deliver-messages.js';
import type { MailTransport } from '../mail-transport.js';
import { openSmtpTransport } from '../smtp-transport.js';
import { BeginViewDigests } from './begin-view-digests.js';
import { DeliverViewDigests } from './deliver-view-digests.js';

const canary = 'Kingfisher';
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
const { signal } = new AbortController();

let logged: string[];
let council: Council;
let server: MailServer;
let view: SavedView;

beforeEach(async () => {
  logged = [];
  council = await openCouncil();
  server = await startMailServer(['accept']);
  await council.setClock('2020-02-17T10:00:00.000Z');
  view = await save({ audience: 'all' });
});
afterEach(async () => {
  await council.drop();
  await server.close();
});

const by = (persona: Role) => ({
  authorityId: council.authorityId,
  actor: { kind: 'person' as const, personId: personOf(persona), name: persona, roles: [persona], posts: [] },
});
async function save(more: Partial<SavedView>): Promise<SavedView> {
  const made: SavedView = {
    ...{ id: randomUUID(), personId: personOf('officer'), workflow: 'challenge-card', name: `About ${canary}` },
    ...{ query: { q: canary, as: 'board' }, audience: 'private', role: null, ...more },
  };
  await council.app.savedViews.save(by('officer'), made, null);
  return made;
}
const keyOf = (persona: Role, viewId = view.id) => ({
  authorityId: council.authorityId,
  personId: personOf(persona),
  viewId,
});
const subscribe = (persona: Role, every: DigestEvery = 'day', viewId = view.id) =>
  council.app.viewDigests.begin(keyOf(persona, viewId), every);
const looks = () => new BeginViewDigests(council.database.viewDigests, log);
const sender = (transport: MailTransport = openSmtpTransport(server.url), database = council.database) =>
  new DeliverViewDigests({ database, transport, settings, counters: new Counters(), log });
async function lookAll(): Promise<void> {
  while ((await looks().round(signal)) === 'busy');
}
/** As two workers do it, side by side. */
async function morning(at: string): Promise<void> {
  await council.setClock(at);
  await Promise.all([lookAll(), lookAll()]);
  const items = new DeliverMessages({
    ...{
      database: council.database,
      transport: openSmtpTransport(server.url),
      settings,
      counters: new Counters(),
      log,
    },
  });
  await Promise.all([sender(), sender(), items].map((each) => each.deliver(council.authorityId)));
}
const madeExempt = (item: WorkItem, { now, today }: Facts): Change => ({
  item: { ...item, exempt: true, version: item.version + 1 },
  event: { type: 'fields-edited', actorName: 'A test', actorId: null, at: now, occurredOn: today, stepsVersion: true },
  furtherEvents: [],
  notices: [],
});
const readable = (raw: string) => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
const lists = () => server.received.filter(({ raw }) => headerOf(raw, 'Subject')?.includes('your list of'));
const to = (persona: Role) => lists().filter(({ to: [address] }) => address === `${persona}@example.test`);
const ends = () =>
  council.rows<{ outcome: string; status: string; error: string | null }>(
    `select o.outcome, n.status, o.error from outbox o join notices n using (authority_id, id)
     where n.view_id is not null order by n.created_at`,
  );
const broken = async () =>
  (await council.database.health.invariants(council.authorityId))
    .filter((each) => each.broken > 0 && !each.key.endsWith('-while-a-worker-runs'))
    .map(({ key, example }) => `${key}: ${example}`);

describe('a saved view by e-mail', () => {
  it('tells each reader what they see, by references and days, once a day, however many workers there are', async () => {
    const [late, exempt] = [await council.raiseCard(`${canary} one`), await council.raiseCard(`${canary} two`)];
    await council.raiseCard('Bus passes');
    await council.change(exempt.id, (item, facts) => ({ allowed: true, change: madeExempt(item, facts) }));
    for (const persona of ['officer', 'participation'] as const) await subscribe(persona);
    await morning('2020-02-17T12:00:00.000Z');
    expect(lists(), 'begun after eight: the next day').toEqual([]);
    await morning('2020-02-18T08:00:05.000Z');
    await morning('2020-02-18T08:00:20.000Z');
    expect(lists()).toHaveLength(2);
    const [officer, member] = [to('officer')[0]!.raw, to('participation')[0]!.raw];
    expect(headerOf(officer, 'Subject')).toBe('Kept: your list of CC: 2 open, 2 overdue, 0 due within seven days');
    expect(headerOf(member, 'Subject')).toBe('Kept: your list of CC: 1 open, 1 overdue, 0 due within seven days');
    expect(readable(officer)).toContain(`${late.reference}: overdue, it was due on 17 February 2020.`);
    expect(readable(officer)).toContain(`https://kept.example.org/views/${view.id}/e-mail`);
    expect(readable(member)).not.toContain(exempt.reference);
    for (const text of [...server.received.map(({ raw }) => readable(raw)), ...logged])
      expect(text).not.toContain(canary);
    await morning('2020-02-19T08:00:00.000Z');
    expect(lists()).toHaveLength(4);
    expect(new Set(lists().map(({ raw }) => headerOf(raw, 'Message-ID'))).size).toBe(4);
    expect(await broken()).toEqual([]);
  });

  it('counts by the roles of the moment, and ends where the view is found no more', async () => {
    await council.raiseCard(`${canary} one`);
    await subscribe('participation');
    await morning('2020-02-18T08:00:00.000Z');
    expect(to('participation')).toHaveLength(1);
    const member = {
      id: personOf('participation'),
      name: 'Lior Sandgate',
      email: 'participation@example.test',
      roles: [],
    };
    await council.app.people.put(by('administrator'), member);
    await morning('2020-02-19T08:00:00.000Z');
    expect(to('participation'), 'they see nothing of it').toHaveLength(1);
    await council.app.savedViews.change(by('officer'), view, { audience: { audience: 'private', role: null } });
    await morning('2020-02-20T08:00:00.000Z');
    expect((await ends()).map(({ outcome, error }) => `${outcome} ${error}`)).toEqual([
      'sent null',
      'withdrawn nothing of the view is open',
      'withdrawn its reader does not find the view any more',
    ]);
    expect(await council.rows('select from view_digests')).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('says weekly that nothing is open, is silent of it daily, and says daily too that a view is answered no more; what was ended before it went does not go', async () => {
    const mine = await save({ query: { owner: 'me', q: 'nowhere' } });
    const old = await save({ query: { field: 'gone:1' } });
    await subscribe('officer', 'week', mine.id);
    await subscribe('director');
    await subscribe('officer', 'day', old.id);
    await morning('2020-02-24T08:00:00.000Z');
    expect(
      lists()
        .map(({ raw }) => headerOf(raw, 'Subject'))
        .sort(),
    ).toEqual(['Kept: your list of CC: it can no longer be answered', 'Kept: your list of CC: nothing is open']);
    expect(await council.app.viewDigests.end(keyOf('officer', old.id))).toBe(true);
    await council.setClock('2020-03-02T08:00:00.000Z');
    await lookAll();
    expect(await council.app.viewDigests.end(keyOf('officer', mine.id))).toBe(true);
    await council.app.savedViews.remove(by('officer'), view);
    await sender().deliver(council.authorityId);
    expect(lists()).toHaveLength(2);
    expect((await ends()).slice(-2).map(({ error }) => error)).toEqual(['its reader ended it', 'its reader ended it']);
    expect(await broken()).toEqual([]);
  });

  it('that killed its worker after it was handed over is asked for, and sent no second time', async () => {
    await council.raiseCard(`${canary} one`);
    await subscribe('officer');
    await council.setClock('2020-02-18T08:00:00.000Z');
    await lookAll();
    const smtp = openSmtpTransport(server.url);
    const dying = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
    await sender(smtp, { ...council.database, outbox: dying }).deliver(council.authorityId);
    await council.setClock('2020-02-18T08:01:00.000Z');
    await lookAll();
    await sender({ ...smtp, find: async () => 'found' }).deliver(council.authorityId);
    expect(lists()).toHaveLength(1);
    expect(await ends()).toMatchObject([{ outcome: 'sent', status: 'sent' }]);
    expect(await broken()).toEqual([]);
  });

  it('waits while the mail server refuses, and goes when it takes messages again that day', async () => {
    await council.raiseCard(`${canary} one`);
    await subscribe('officer');
    await council.setClock('2020-02-18T08:00:00.000Z');
    await lookAll();
    const down: MailTransport = {
      ...openSmtpTransport(server.url),
      send: async () => ({ kind: 'refused', error: 'down' }),
    };
    await sender(down).deliver(council.authorityId);
    expect(lists()).toEqual([]);
    await morning('2020-02-18T11:00:00.000Z');
    expect(lists()).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });

  it('that could not be read goes half a minute later, two being read at a time, and counts as one that was never sent', async () => {
    await council.raiseCard(`${canary} one`);
    const others = await Promise.all([save({}), save({}), save({})]);
    for (const { id } of [view, ...others]) await subscribe('officer', 'day', id);
    await council.setClock('2020-02-18T08:00:00.000Z');
    await lookAll();
    let [reading, most] = [0, 0];
    const pages = async (...asked: Parameters<Council['database']['workItems']['pages']>) => {
      most = Math.max(most, (reading += 1));
      await Promise.all([council.database.workItems.pages(...asked), setTimeout(50)]).finally(() => (reading -= 1));
      throw new Error('timeout exceeded when trying to connect');
    };
    const workItems = { ...council.database.workItems, pages };
    await sender(undefined, { ...council.database, workItems }).deliver(council.authorityId);
    expect(most).toBeLessThanOrEqual(2);
    const waits = 'select attempts, ask_first, lapses from outbox where of_view and settled_at is null';
    expect(await council.rows(waits)).toEqual(
      Array.from({ length: 4 }, () => ({ attempts: 0, ask_first: false, lapses: 0 })),
    );
    await morning('2020-02-18T08:00:40.000Z');
    expect(lists()).toHaveLength(4);
    expect(await broken()).toEqual([]);
  });
});
