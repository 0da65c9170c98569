import { readFieldKey } from '@kept/database';
import { personOf } from '@kept/database/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { startFakeTeams } from '../../testing/fake-teams.js';
import type { FakeTeams, TeamsAnswer } from '../../testing/fake-teams.js';
import { startMailServer } from '../../testing/mail-server.js';
import type { MailServer } from '../../testing/mail-server.js';
import { Counters } from '../boot/counters.js';
import { DeliverMessages } from './deliver-messages.js';
import { openSmtpTransport } from './smtp-transport.js';
import { TeamsTests } from './teams-tests.js';
import { openTeamsTransport } from './teams-transport.js';

const key = readFieldKey('ab'.repeat(32))!;
const hosts = ['127.0.0.1'];
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const canary = 'Kingfisher';
const administrator = { kind: 'system', name: 'seed' } as const;

let council: Council;
let teams: FakeTeams;
let mail: MailServer;
let logged: string[];
const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

beforeEach(async () => {
  council = await openCouncil();
  mail = await startMailServer(['accept']);
  logged = [];
  await council.setClock('2020-02-03T10:00:00.000Z');
  await council.app.telling.save(council.authorityId, personOf('plan-lead'), {
    mode: 'at-once',
    channel: 'teams',
    followed: 'daily',
  });
});
afterEach(async () => {
  await teams.close();
  await mail.close();
  await council.drop();
});

const ctx = () => ({ authorityId: council.authorityId, actor: administrator });

async function openChannel(...answers: TeamsAnswer[]): Promise<void> {
  teams = await startFakeTeams(...answers);
  await council.app.webhooks.save(ctx(), { team: 'fostering', address: teams.url }, key);
}

function sender(database = council.database): DeliverMessages {
  const { webhooks } = council.database;
  const cards = openTeamsTransport({
    addressOf: (team) => webhooks.addressOf(team.authorityId, team.key, key),
    hosts,
    limit: 500,
  });
  const transport = openSmtpTransport(mail.url);
  return new DeliverMessages({ database, transport, teams: cards, settings, counters: new Counters(), log });
}

async function deliverAt(...times: string[]) {
  for (const time of times) {
    await council.setClock(`2020-02-03T${time}:00.000Z`);
    await sender().deliver(council.authorityId);
  }
}

const notices = () =>
  council.rows<{ status: string; channel: string }>('select status, channel from notices order by id');
const morning = ['10:00', '10:05', '10:20', '11:00', '12:00'];

describe('a reader who chose Teams', () => {
  it('is told by one card in the channel of the post’s team, and by no mail', async () => {
    await openChannel('post');
    await council.raiseCard(canary);
    await deliverAt(...morning);
    expect(teams.cards).toHaveLength(1);
    expect(mail.received).toHaveLength(0);
    expect(await notices()).toEqual([{ status: 'sent', channel: 'teams' }]);
    expect(JSON.stringify(teams.cards)).toContain('CC-2020-001');
    expect(JSON.stringify(teams.cards) + logged.join('')).not.toMatch(/Kingfisher|s3cret/);
  });

  it('is told by mail where the team has no channel, or no longer', async () => {
    await openChannel('post');
    await council.app.webhooks.remove(ctx(), 'fostering');
    await council.raiseCard(canary);
    await deliverAt(...morning);
    expect(teams.requests).toBe(0);
    expect(mail.received).toHaveLength(1);
    expect(await notices()).toEqual([{ status: 'sent', channel: 'email' }]);
  });

  it.each(['post-then-drop', 'post-then-504', 'drop', 'hang'] as const)(
    'is not told twice after %s: nobody knows, and the page says so',
    async (answer) => {
      await openChannel(answer, 'post');
      await council.raiseCard(canary);
      await deliverAt(...morning);
      expect(teams.requests).toBe(1);
      expect(mail.received).toHaveLength(0);
      expect(await notices()).toMatchObject([{ status: 'unknown' }]);
    },
  );

  it('is not told twice by a worker that died before it could say so', async () => {
    await openChannel('post');
    await council.raiseCard(canary);
    const outbox = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
    await sender({ ...council.database, outbox }).deliver(council.authorityId);
    await deliverAt('10:05', '10:20', '11:00');
    expect(teams.cards).toHaveLength(1);
    expect(mail.received).toHaveLength(0);
    expect(await notices()).toMatchObject([{ status: 'unknown' }]);
  });

  it.each([429, 500, 503])('is told later after a %i', async (answer) => {
    await openChannel(answer, 'post');
    await council.raiseCard(canary);
    await deliverAt(...morning);
    expect(teams.cards).toHaveLength(1);
    expect(await notices()).toEqual([{ status: 'sent', channel: 'teams' }]);
  });
});

describe('a webhook that was just set', () => {
  const tryIt = () =>
    new TeamsTests({ database: council.database, key, hosts, baseUrl: settings.baseUrl, log, limit: 500 }).round(
      new AbortController().signal,
    );
  const shown = async () => council.app.webhooks.read(council.authorityId, 'fostering');

  it('is tried once by a card, and says that it works', async () => {
    await openChannel('post');
    expect(await shown()).toMatchObject({ testedAt: null, testFault: null });
    await tryIt();
    await tryIt();
    expect(teams.cards).toHaveLength(1);
    expect(await shown()).toMatchObject({ testedAt: expect.stringContaining('2020-02-03T10:00:'), testFault: null });
  });

  it.each([
    [404, 'Teams answered 404: the flow may be gone'],
    ['hang', 'Teams did not answer'],
    ['redirect', 'Teams answered 302: it leads elsewhere'],
  ] as const)('that meets %s says so, and not its address', async (answer, words) => {
    await openChannel(answer);
    await tryIt();
    expect((await shown())?.testFault).toContain(words);
    expect(JSON.stringify(await shown()) + logged.join('')).not.toContain('s3cret');
  });

  it('under another key is to be set again', async () => {
    await openChannel('post');
    const other = readFieldKey('cd'.repeat(32))!;
    await council.app.webhooks.save(ctx(), { team: 'fostering', address: teams.url }, other);
    await tryIt();
    expect((await shown())?.testFault).toContain('another key');
    expect(teams.requests).toBe(0);
  });
});
