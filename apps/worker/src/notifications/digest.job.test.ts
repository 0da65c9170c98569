import { personOf } from '@kept/database/testing';
import { changeOwner, passTime, transitionWorkItem } from '@kept/domain';
import type { WorkItem } from '@kept/domain';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { headerOf } from '../../testing/mail-server.js';
import { Counters } from '../boot/counters.js';
import { DeliverMessages } from './deliver-messages.js';
import type { Delivery, Mail, MailTransport } from './mail-transport.js';

const canary = 'Kingfisher';
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const accepted: Delivery = { kind: 'accepted', reference: null };
const down: Delivery = { kind: 'refused', error: 'the mail server answered 451' };

let council: Council;
let logged: string[];
/** What the provider says, and what it took. */
let says: (mail: Mail) => Delivery;
let taken: string[];
let asked: number;

const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

beforeEach(async () => {
  council = await openCouncil();
  logged = [];
  taken = [];
  asked = 0;
  says = () => accepted;
  await council.setClock('2020-02-03T10:00:00.000Z');
});
afterEach(() => council.drop());

const transport: MailTransport = {
  unanswered: 'repeat-once',
  async send(mail) {
    asked += 1;
    const answer = says(mail);
    if (answer.kind !== 'refused') taken.push(mail.raw.toString('utf8'));
    return answer;
  },
  find: async () => 'cannot-tell',
};

const sender = (more: Partial<ConstructorParameters<typeof DeliverMessages>[0]> = {}) =>
  new DeliverMessages({ database: council.database, transport, settings, counters: new Counters(), log, ...more });
const deliver = () => sender().deliver(council.authorityId);
const readable = (raw: string) => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
const linesOf = (raw: string) => new Set(readable(raw).match(/^CC-2020-\d+, challenge card: .*$/gm) ?? []);
const tally = async () => {
  const rows = await council.rows<{ outcome: string; status: string; n: number }>(
    `select o.outcome, n.status, count(*)::int as n from outbox o join notices n using (authority_id, id) group by 1, 2 order by 1, 2`,
  );
  return rows.map(({ outcome, status, n }) => `${outcome} ${status} ${n}`);
};
const broken = async () =>
  (await council.database.health.invariants(council.authorityId))
    // No sweeper runs here.
    .filter((each) => each.broken > 0 && each.key !== 'swept-while-a-worker-runs')
    .map((each) => `${each.key}: ${each.example}`);
const settle = (item: WorkItem) =>
  council.change(item.id, (it, facts) =>
    transitionWorkItem(it, { transition: 'withdraw', fields: {}, reason: 'asked for it back' }, facts),
  );

describe('a provider that is down for a day', () => {
  it('with 60 events for one person, of which 5 are closed meanwhile, ends in one digest with 55 lines', async () => {
    says = () => down;
    const cards: WorkItem[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      await council.setClock(new Date(Date.parse('2020-02-03T10:00:00.000Z') + hour * 3_600_000).toISOString());
      for (let made = cards.length; made < Math.min(60, (hour + 1) * 3); made += 1) {
        cards.push(await council.raiseCard(`${canary} ${made}`));
      }
      await deliver();
    }
    expect(taken).toEqual([]);
    expect(asked, 'a provider that is down is not hammered').toBeLessThan(60);
    for (const card of cards.slice(10, 15)) await settle(card);
    says = () => accepted;
    // The first one tries for all, and then the rest follows.
    for (const at of ['2020-02-04T10:35:00.000Z', '2020-02-04T11:10:00.000Z', '2020-02-04T11:45:00.000Z']) {
      await council.setClock(at);
      await deliver();
    }
    expect(taken).toHaveLength(1);
    expect(headerOf(taken[0]!, 'Subject')).toBe('Kept: 55 messages for you');
    expect(headerOf(taken[0]!, 'X-Kept-Carried')?.split(' ')).toHaveLength(54);
    expect(linesOf(taken[0]!).size).toBe(55);
    expect(await tally()).toEqual(['carried sent 54', 'sent sent 1', 'withdrawn withdrawn 5']);
    expect(await broken()).toEqual([]);
    for (const text of [...taken, ...logged]) expect(text).not.toContain(canary);
  });
});

describe('a digest that may have been sent', () => {
  const held = async (count: number) => {
    await council.setClock('2020-02-03T20:00:00.000Z');
    const cards: WorkItem[] = [];
    for (let made = 0; made < count; made += 1) cards.push(await council.raiseCard(`${canary} ${made}`));
    await deliver();
    expect(taken).toEqual([]);
    await council.setClock('2020-02-04T08:00:00.000Z');
    return cards;
  };

  it('is repeated once under its Message-ID, less what was closed meanwhile', async () => {
    const cards = await held(4);
    says = () => ({ kind: 'unclear', error: 'no answer' });
    await deliver();
    expect(taken).toHaveLength(1);
    expect(await council.rows('select from outbox where carried_by is not null')).toHaveLength(3);
    await settle(cards[2]!);
    says = () => accepted;
    await council.setClock('2020-02-04T08:05:00.000Z');
    await deliver();
    expect(taken).toHaveLength(2);
    expect(linesOf(taken[0]!).size).toBe(4);
    expect(linesOf(taken[1]!).size).toBe(3);
    expect(new Set(taken.map((raw) => headerOf(raw, 'Message-ID'))).size).toBe(1);
    expect(await tally()).toEqual(['carried sent 2', 'sent sent 1', 'unknown unknown 1']);
    expect(await broken()).toEqual([]);
  });

  it('holds no line that came to another reader before the repeat: they get it themselves', async () => {
    const cards = await held(3);
    says = () => ({ kind: 'unclear', error: 'no answer' });
    await deliver();
    // Of a date that passed; what says "now with your post" would be withdrawn.
    await council.rows(`update notices set kind = 'overdue' returning id`);
    const ownerPost = 'corporate-parenting-officer';
    await council.change(cards[2]!.id, (it, facts) => changeOwner(it, { ownerPost, reason: 'closer to it' }, facts));
    says = () => accepted;
    await council.setClock('2020-02-04T08:05:00.000Z');
    await deliver();
    const [, repeat, ...others] = taken;
    expect(linesOf(repeat!).size).toBe(2);
    expect(headerOf(repeat!, 'X-Kept-Carried')?.split(' ')).toHaveLength(1);
    expect(others.join('\n')).toContain(cards[2]!.reference);
    expect(new Set(others.map((raw) => headerOf(raw, 'To')))).not.toContain(headerOf(repeat!, 'To'));
    expect(await broken()).toEqual([]);
  });

  it('that killed its process three times is set aside with all that it carries, until an administrator decides', async () => {
    const cards = await held(3);
    const dying = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
    const dead = sender({
      database: { ...council.database, outbox: dying },
      transport: { ...transport, find: async () => 'absent' },
    });
    const other = await council.raiseCard('beside it');
    for (const minute of ['00', '05', '10', '15']) {
      await council.setClock(`2020-02-04T08:${minute}:00.000Z`);
      await dead.deliver(council.authorityId);
    }
    const aside = await council.app.notices.setAside(council.authorityId);
    expect(aside.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(cards.map(({ reference }) => reference)),
    );
    expect(await broken()).toEqual([]);
    await deliver();
    const before = taken.length;
    const carrier = await council.rows<{ id: string }>(
      `select distinct carried_by as id from outbox where carried_by is not null`,
    );
    const decide = (release: boolean) =>
      council.app.notices.decideSetAside(
        { authorityId: council.authorityId, actor: { kind: 'system', name: 'seed' } },
        carrier[0]!.id,
        { release },
      );
    expect(await decide(true)).toBe(true);
    expect(await decide(true), 'once').toBe(false);
    const acts = await council.rows(`select action, actor from audit.entries
      where object_id = '${carrier[0]!.id}' order by seq`);
    expect(acts).toEqual([
      { action: 'message-set-aside', actor: 'outbox' },
      { action: 'message-released', actor: 'seed' },
    ]);
    await deliver();
    expect(taken).toHaveLength(before + 1);
    expect(linesOf(taken.at(-1)!).size).toBe(3);
    expect(await broken()).toEqual([]);
    expect(other.reference).toBe('CC-2020-004');
  });
});

it('whoever follows an item is told in the list of the next morning, once, and in person', async () => {
  const card = await council.raiseCard(canary);
  await deliver();
  taken = [];
  const follow = { authorityId: council.authorityId, itemId: card.id, personId: personOf('director') };
  await council.app.follows.begin(follow);
  for (const ownerPost of ['participation-lead', 'head-of-fostering']) {
    await council.change(card.id, (item, facts) => changeOwner(item, { ownerPost, reason: 'Moved' }, facts));
  }
  await deliver();
  const toReader = () => taken.filter((raw) => /^To:.*Kit Ravensworth/m.test(raw));
  expect(toReader()).toEqual([]);
  await council.setClock('2020-02-04T08:20:00.000Z');
  await deliver();
  const told = toReader();
  expect(told).toHaveLength(1);
  expect([...linesOf(told[0]!)]).toEqual([
    `${card.reference}, challenge card: its state, owner or a date has changed.`,
  ]);
  expect(await broken()).toEqual([]);
});

describe('how somebody wants to be told', () => {
  const choose = (mode: 'at-once' | 'daily' | 'weekly', channel: 'email' | 'none') =>
    council.app.telling.save(council.authorityId, personOf('plan-lead'), { mode, channel, followed: mode });

  it('daily: one mail at eight, with what came in the day and what fires until then', async () => {
    await choose('daily', 'email');
    for (let made = 0; made < 3; made += 1) await council.raiseCard(`${made}`);
    await deliver();
    await council.setClock('2020-02-03T17:00:00.000Z');
    await deliver();
    expect(taken).toEqual([]);
    await council.setClock('2020-02-04T08:00:00.000Z');
    await deliver();
    expect(taken, 'the screens that were due the day before are not swept yet').toEqual([]);
    await council.database.firings.sweep(council.authorityId, {}, passTime);
    await council.setClock('2020-02-04T08:00:30.000Z');
    await Promise.all([deliver(), deliver()]);
    expect(taken).toHaveLength(1);
    expect(linesOf(taken[0]!).size).toBe(6);
    expect(await broken()).toEqual([]);
  });

  it('in Kept alone: shown there, and no mail', async () => {
    await choose('at-once', 'none');
    await council.raiseCard('One');
    await deliver();
    expect(taken).toEqual([]);
    expect(await tally()).toEqual(['shown shown 1']);
    expect(await broken()).toEqual([]);
  });
});

describe('a limit on messages a minute', () => {
  it('is one for all processes', async () => {
    for (let made = 0; made < 12; made += 1) await council.raiseCard(`${made}`);
    await council.setClock('2020-02-03T10:00:30.000Z');
    const slow = () => sender({ perMinute: 6 }).deliver(council.authorityId);
    await Promise.all([slow(), slow()]);
    expect(taken, 'one, and the others wait').toHaveLength(1);
  });
});

describe('while sending is stopped', () => {
  it('nothing goes; after the release all of it does', async () => {
    await council.raiseCard('One');
    await council.database.sending.stop('the clock of the database jumped');
    expect(await council.database.outbox.dueAuthorities(10)).toEqual([]);
    await deliver();
    expect(taken).toEqual([]);
    expect(await council.database.sending.release()).toMatchObject({ reason: 'the clock of the database jumped' });
    await deliver();
    expect(taken).toHaveLength(1);
  });
});
