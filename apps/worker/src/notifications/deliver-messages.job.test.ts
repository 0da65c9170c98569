import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transitionWorkItem } from '@kept/domain';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { headerOf, startMailServer } from '../../testing/mail-server.js';
import type { MailAnswer, MailServer } from '../../testing/mail-server.js';
import { Counters } from '../boot/counters.js';
import { SweepDeadlines } from '../sweep/sweep-deadlines.js';
import { DeliverMessages } from './deliver-messages.js';
import { openFileTransport } from './file-transport.js';
import type { MailTransport } from './mail-transport.js';
import { openSmtpTransport } from './smtp-transport.js';

const canary = 'Kingfisher';
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };

let council: Council;
let folder: string;
let server: MailServer | null;
let logged: string[];

beforeEach(async () => {
  council = await openCouncil();
  folder = await mkdtemp(join(tmpdir(), 'kept-mail-'));
  server = null;
  logged = [];
  await council.setClock('2020-02-03T10:00:00.000Z');
});
afterEach(async () => {
  await council.drop();
  await server?.close();
  await rm(folder, { recursive: true });
});

const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });

function senderOver(transport: MailTransport, database: Council['database'] = council.database): DeliverMessages {
  return new DeliverMessages({ database, transport, settings, counters: new Counters(), log });
}

async function smtpSender(...answers: MailAnswer[]) {
  server = await startMailServer(answers);
  return { sender: senderOver(openSmtpTransport(server.url)), received: server.received };
}

const statuses = async () =>
  (await council.rows<{ status: string }>('select status from notices order by id')).map(({ status }) => status);
const files = () => readdir(folder);

describe('a message in the outbox', () => {
  it('is sent once, however often the sender runs', async () => {
    await council.raiseCard('One');
    const { sender, received } = await smtpSender('accept');
    await Promise.all([sender.deliver(council.authorityId), sender.deliver(council.authorityId)]);
    await sender.deliver(council.authorityId);
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['plan-lead@example.test']);
    expect(headerOf(received[0]?.raw ?? '', 'Subject')).toMatch(/^CC-2020-001, challenge card: now with your post/);
    expect(await statuses()).toEqual(['sent']);
  });

  it('is sent later when the server says 451, under the same Message-ID', async () => {
    await council.raiseCard('One');
    const { sender, received } = await smtpSender('later', 'accept');
    await sender.deliver(council.authorityId);
    expect(received).toHaveLength(1);
    await sender.deliver(council.authorityId);
    expect(received, 'not before its pause is over').toHaveLength(1);
    await council.setClock('2020-02-03T10:05:00.000Z');
    await sender.deliver(council.authorityId);
    expect(await statuses()).toEqual(['sent']);
    expect(new Set(received.map(({ raw }) => headerOf(raw, 'Message-ID'))).size).toBe(1);
  });

  it('is failed when the server will never take it', async () => {
    await council.raiseCard('One');
    const { sender, received } = await smtpSender('never');
    await sender.deliver(council.authorityId);
    expect(received).toHaveLength(1);
    expect(await statuses()).toEqual(['failed']);
  });

  it('taken without an answer is repeated once under the same Message-ID, and then shown as unknown', async () => {
    await council.raiseCard('One');
    const { sender, received } = await smtpSender('drop');
    for (const minute of ['00', '05', '10', '15']) {
      await council.setClock(`2020-02-03T10:${minute}:00.000Z`);
      await sender.deliver(council.authorityId);
    }
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ raw }) => headerOf(raw, 'Message-ID'))).size).toBe(1);
    expect(await statuses()).toEqual(['unknown']);
  });

  it('sent by a worker that died before it could say so is repeated once, and no more', async () => {
    await council.raiseCard('One');
    server = await startMailServer(['accept']);
    const dying = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
    Object.setPrototypeOf(dying, council.database.outbox);
    const dead = senderOver(openSmtpTransport(server.url), { ...council.database, outbox: dying });
    await dead.deliver(council.authorityId);
    await council.setClock('2020-02-03T10:05:00.000Z');
    await dead.deliver(council.authorityId);
    await council.setClock('2020-02-03T10:10:00.000Z');
    await senderOver(openSmtpTransport(server.url)).deliver(council.authorityId);
    expect(server.received).toHaveLength(2);
    expect(new Set(server.received.map(({ raw }) => headerOf(raw, 'Message-ID'))).size).toBe(1);
    expect(await statuses()).toEqual(['unknown']);
  });

  it('as a file is one file, whoever died after writing it', async () => {
    await council.raiseCard('One');
    const dying = { ...council.database.outbox, settle: () => Promise.reject(new Error('killed')) };
    Object.setPrototypeOf(dying, council.database.outbox);
    await senderOver(openFileTransport(folder), { ...council.database, outbox: dying }).deliver(council.authorityId);
    const written = await files();
    await council.setClock('2020-02-03T10:05:00.000Z');
    await senderOver(openFileTransport(folder)).deliver(council.authorityId);
    expect(await files()).toEqual(written);
    expect(written).toHaveLength(1);
    expect(await statuses()).toEqual(['sent']);
  });
});

describe('what fired in the night', () => {
  it('is told from eight in the morning', async () => {
    await council.raiseCard('One');
    const sender = senderOver(openFileTransport(folder));
    await sender.deliver(council.authorityId);
    await council.setClock('2020-02-18T00:00:30.000Z');
    await new SweepDeadlines(council.database.firings, new Counters(), log).round(new AbortController().signal);
    await sender.deliver(council.authorityId);
    expect(await files(), 'only the first, from the day before').toHaveLength(1);
    await council.setClock('2020-02-18T08:00:00.000Z');
    await sender.deliver(council.authorityId);
    expect(await files(), 'and both of the night in one').toHaveLength(2);
    expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
  });

  it('is not told any more when it was done before the morning', async () => {
    const { id } = await council.raiseCard('One');
    const sender = senderOver(openFileTransport(folder));
    await sender.deliver(council.authorityId);
    await council.setClock('2020-02-18T00:00:30.000Z');
    await new SweepDeadlines(council.database.firings, new Counters(), log).round(new AbortController().signal);
    await council.change(id, (item, facts) =>
      transitionWorkItem(
        item,
        { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
        facts,
      ),
    );
    await council.setClock('2020-02-18T09:00:00.000Z');
    await sender.deliver(council.authorityId);
    expect(await files()).toHaveLength(1);
    expect((await statuses()).sort()).toEqual(['sent', 'withdrawn', 'withdrawn']);
  });
});

describe('a word of a title', () => {
  it('is in no mail and in no line of the log', async () => {
    await council.raiseCard(`${canary} wants to stay with her brother`);
    const { sender, received } = await smtpSender('later', 'drop', 'accept');
    await council.setClock('2020-02-18T09:00:00.000Z');
    await new SweepDeadlines(council.database.firings, new Counters(), log).round(new AbortController().signal);
    for (const minute of ['01', '31', '59']) {
      await council.setClock(`2020-02-18T10:${minute}:00.000Z`);
      await sender.deliver(council.authorityId);
    }
    expect(received.length).toBeGreaterThanOrEqual(3);
    expect(received.map(({ raw }) => raw).join('')).not.toContain(canary);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(canary);
  });
});
