import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { startFakeNotify } from '../../testing/fake-notify.mjs';
import type { FakeNotify, NotifyAnswer, NotifyStatus } from '../../testing/fake-notify.mjs';
import { Counters } from '../boot/counters.js';
import { DeliverMessages } from './deliver-messages.js';
import { NotifyReceipts } from './notify-receipts.js';
import { openNotifyTransport, receiptOf } from './notify-transport.js';

const apiKey = 'kept_live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const canary = 'Kingfisher';

let council: Council;
let fake: FakeNotify;
let logged: string[];
const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

beforeEach(async () => {
  council = await openCouncil();
  fake = await startFakeNotify({ apiKey });
  logged = [];
  await council.setClock('2020-02-03T10:00:00.000Z');
});
afterEach(async () => {
  await fake.close();
  await council.drop();
});

const transport = () =>
  openNotifyTransport({ apiKey, templateId, url: fake.url }, log, { send: 500, ask: 500, closed: 60_000 });
const sender = (database = council.database) =>
  new DeliverMessages({ database, transport: transport(), settings, counters: new Counters(), log });

/** As dead as a process can be: whatever it sent, it never says so. */
function dying(): Council['database'] {
  const outbox = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
  return { ...council.database, outbox };
}

async function deliverAt(...times: string[]) {
  for (const time of times) {
    await council.setClock(`2020-02-03T${time}:00.000Z`);
    await sender().deliver(council.authorityId);
  }
}

const statuses = async () =>
  (await council.rows<{ status: string }>('select status from notices order by id')).map(({ status }) => status);
const firstId = async () => (await council.rows<{ id: string }>('select id from outbox'))[0]!.id;
const morning = ['10:01', '10:05', '10:20', '11:00', '12:00', '14:00', '16:00'];

describe('a message through Notify', () => {
  it.each(['accept-then-drop', 'accept-then-hang', 'accept-then-504'] as const)(
    'that met %s is found by its reference and not sent again',
    async (answer) => {
      await council.raiseCard(canary);
      fake.behave({ next: [answer] });
      await deliverAt(...morning);
      expect(fake.accepted).toHaveLength(1);
      expect(fake.requests.posted).toBe(1);
      expect(await statuses()).toEqual(['sent']);
    },
  );

  it.each(['drop', 'hang', 'unavailable', 'broken', 'rate-limited', 'daily-limit'] as const)(
    'that met %s is sent later, once',
    async (answer: NotifyAnswer) => {
      await council.raiseCard(canary);
      fake.behave({ next: [answer] });
      await deliverAt(...morning);
      expect(fake.accepted).toHaveLength(1);
      expect(await statuses()).toEqual(['sent']);
    },
  );

  it('is not sent again while Notify cannot be asked, however often its answer was lost', async () => {
    await council.raiseCard(canary);
    fake.behave({ usual: 'accept-then-drop', asking: 'unavailable' });
    await deliverAt(...morning);
    expect(fake.requests.posted).toBe(1);
    expect(await statuses()).toEqual(['sending']);
    fake.behave({ asking: 'answer' });
    await deliverAt('17:00', '17:45');
    expect(fake.accepted).toHaveLength(1);
    expect(await statuses()).toEqual(['sent']);
  });

  it('sent by a worker that died before it could say so is found, not repeated', async () => {
    await council.raiseCard(canary);
    await sender(dying()).deliver(council.authorityId);
    expect(fake.accepted).toHaveLength(1);
    await deliverAt(...morning);
    expect(fake.accepted).toHaveLength(1);
    expect(await statuses()).toEqual(['sent']);
  });

  it('is failed with the reason where Notify will never take it', async () => {
    await council.raiseCard(canary);
    fake.behave({ usual: 'team-only' });
    await deliverAt(...morning);
    expect(fake.requests.posted).toBe(1);
    expect(await statuses()).toEqual(['failed']);
    expect(await council.rows('select error from outbox')).toEqual([
      { error: expect.stringContaining('team-only API key') },
    ]);
  });

  it('takes no word of a title out of the house, nor into the log', async () => {
    await council.raiseCard(`${canary} wants to stay`);
    fake.behave({ next: ['accept-then-drop'] });
    await deliverAt(...morning);
    expect(JSON.stringify(fake.accepted)).not.toContain(canary);
    expect(logged.join('')).not.toContain(canary);
    expect(logged.join('')).not.toContain(apiKey.slice(-36));
  });
});

describe('a day without Notify', () => {
  it('ends with one message of what is still true, and its receipt is of all that it carries', async () => {
    fake.behave({ usual: 'unavailable', asking: 'unavailable' });
    for (const title of ['One', 'Two', 'Three']) await council.raiseCard(`${canary} ${title}`);
    await deliverAt('10:00', '11:00', '15:00');
    expect(fake.accepted).toHaveLength(0);
    fake.behave({ usual: 'accept', asking: 'answer' });
    for (const time of ['2020-02-04T10:00:00.000Z', '2020-02-04T11:00:00.000Z']) {
      await council.setClock(time);
      await sender().deliver(council.authorityId);
    }
    expect(fake.accepted).toHaveLength(1);
    const [{ body = '', reference = '' } = {}] = fake.accepted;
    expect(body.match(/CC-2020-00[123]: now with your post/g)).toHaveLength(3);
    expect(body).toContain('Open it: https://kept.example.org/messages');
    expect(JSON.stringify(fake.accepted)).not.toContain(canary);
    expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
    await council.database.receipts.record({ outboxId: String(reference), outcome: 'delivered', why: null });
    expect(await statuses()).toEqual(['delivered', 'delivered', 'delivered']);
    const broken = await council.database.health.invariants(council.authorityId);
    expect(broken.filter((each) => each.broken > 0 && !each.key.includes('while'))).toEqual([]);
  });
});

describe('a receipt', () => {
  const poll = () => new NotifyReceipts(council.database, transport(), log).round(new AbortController().signal);

  async function sentMessage() {
    await council.raiseCard(canary);
    await sender().deliver(council.authorityId);
    return firstId();
  }

  it.each([
    ['delivered', 'delivered', null],
    ['permanent-failure', 'failed', 'GOV.UK Notify: permanent-failure'],
  ] as const)('is asked for where none came: %s', async (status, ends, error) => {
    const id = await sentMessage();
    fake.move(id, 'sending');
    await council.setClock('2020-02-03T10:02:00.000Z');
    await poll();
    expect(await statuses()).toEqual(['sent']);
    fake.move(id, status);
    await council.setClock('2020-02-03T10:05:00.000Z');
    await poll();
    expect(await statuses()).toEqual([ends]);
    expect(await council.rows('select outcome, error from outbox')).toEqual([{ outcome: ends, error }]);
  });

  it('is asked for also where the sender died, and not more than once a minute', async () => {
    await council.raiseCard(canary);
    await sender(dying()).deliver(council.authorityId);
    await deliverAt('10:01', '10:02');
    expect(await statuses()).toEqual(['sent']);
    const before = fake.requests.asked;
    // A minute after it was sent, and the moments that sending took.
    await council.setClock('2020-02-03T10:03:30.000Z');
    await Promise.all([poll(), poll()]);
    await poll();
    expect(fake.requests.asked - before).toBe(1);
  });

  it('is given up after seven days, and leaves the rest of a round where Notify does not answer', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) await council.raiseCard(title);
    await sender().deliver(council.authorityId);
    fake.behave({ asking: 'unavailable' });
    await council.setClock('2020-02-11T10:00:00.000Z');
    await poll();
    expect(fake.requests.asked).toBe(3);
    await council.setClock('2020-02-20T10:00:00.000Z');
    await poll();
    expect(await council.rows('select from outbox where receipt_due_at is not null')).toEqual([]);
    expect(await statuses()).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
  });

  it('lost, late, twice or out of order ends in the same state', async () => {
    const id = await sentMessage();
    const receipts: NotifyStatus[] = ['sending', 'delivered', 'created', 'delivered', 'sending'];
    for (let round = 0; round < 20; round += 1) {
      await council.rows(`update outbox set outcome = 'sent'`);
      await council.rows(`alter table notices disable trigger status_moves_forward`);
      await council.rows(`update notices set status = 'sent'`);
      await council.rows(`alter table notices enable trigger status_moves_forward`);
      for (const status of receipts.toSorted(() => Math.random() - 0.5)) {
        const outcome = receiptOf(status);
        if (outcome !== null) await council.database.receipts.record({ outboxId: id, outcome, why: null });
      }
      expect(await statuses()).toEqual(['delivered']);
    }
  });

  it('for a message that was not settled yet, or is none of ours, moves nothing', async () => {
    await council.raiseCard(canary);
    const early = { outboxId: await firstId(), outcome: 'delivered', why: null } as const;
    expect(await council.database.receipts.record(early)).toBe(false);
    const foreign = { ...early, outboxId: '0197f7a4-0000-7000-8000-00000000dead' };
    expect(await council.database.receipts.record(foreign)).toBe(false);
    await sender().deliver(council.authorityId);
    expect(await council.database.receipts.record(early)).toBe(true);
    expect(await council.database.receipts.record({ ...early, outcome: 'failed' })).toBe(false);
    expect(await statuses()).toEqual(['delivered']);
  });
});
