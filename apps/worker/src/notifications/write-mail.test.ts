import { describe, expect, it } from 'vitest';
import { headerOf } from '../../testing/mail-server.js';
import { answer, card, facts, overdue } from '../../testing/overdue-card.js';
import { writeMail } from './write-mail.js';
import type { Letter } from './write-mail.js';

const holder = { id: 'p-holder', name: 'The holder', email: 'holder@example.test' };
const letter: Letter = {
  authorityId: '0197f7a4-0000-7000-8000-000000000001',
  outboxId: overdue.id,
  outboxKey: 'overdue:answer:1::2020-02-18',
  notice: overdue,
  item: card,
  deadline: answer,
  recipient: { person: holder, post: 'head-of-fostering', acting: null },
  facts,
};
const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const write = async (more: Partial<Letter> = {}) =>
  (await writeMail({ ...letter, ...more }, settings)).raw.toString('utf8');
/** Undo the soft line ends of quoted-printable. */
const readable = (raw: string) => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=');

describe('a message', () => {
  it('says what, which item, by when, why, and where, in text and in HTML', async () => {
    const raw = await write();
    expect(headerOf(raw, 'Subject')).toBe('CC-2020-001, challenge card: overdue, it was due on 18 February 2020');
    expect(headerOf(raw, 'To')).toContain('holder@example.test');
    expect(headerOf(raw, 'Content-Type')).toContain('multipart/alternative');
    expect(readable(raw)).toContain('It is the date for: Answer to the young people.');
    expect(readable(raw)).toContain(
      'Why this date? Answer to the young people: 20 working days. Local policy: set by this council. ' +
        'From Tuesday 21 January 2020 (the day it started); that day itself does not count.',
    );
    expect(readable(raw)).toContain('Open it: https://kept.example.org/items/CC-2020-001');
    expect(readable(raw)).toContain('<a href="https://kept.example.org/items/CC-2020-001">');
    expect(readable(raw)).toContain('This goes to the post Head of Fostering.');
  });

  it('carries a Message-ID made from its outbox row, the same for every repeat, and the key of that row', async () => {
    const [first, second] = [await write(), await write()];
    expect(headerOf(first, 'Message-ID')).toBe(`<${overdue.id}@kept.local>`);
    expect(headerOf(second, 'Message-ID')).toBe(headerOf(first, 'Message-ID'));
    expect(headerOf(first, 'X-Kept-Outbox-Key')).toMatch(/^CC-2020-001 [0-9a-f]{32}$/);
    expect(headerOf(second, 'X-Kept-Outbox-Key')).toBe(headerOf(first, 'X-Kept-Outbox-Key'));
    expect(headerOf(first, 'Date')).toBe('Wed, 19 Feb 2020 09:00:00 +0000');
  });

  it('names no child: neither the title nor a field is in it', async () => {
    for (const kind of ['reminder', 'overdue', 'assigned', 'date-moved', 'escalation', 'followed'] as const) {
      expect(await write({ notice: { ...overdue, kind } })).not.toContain('Kingfisher');
    }
  });

  it('keeps what an officer typed as the reason of an extension', async () => {
    const extension = { from: '2020-02-18', to: '2020-03-03', reason: 'Kingfisher is away', by: 'p', at: facts.now };
    const extended = { ...answer, dueOn: '2020-03-03', agreedOn: '2020-03-03', extensions: [extension] };
    const raw = await write({ deadline: extended, notice: { ...overdue, kind: 'reminder', dueOn: '2020-03-03' } });
    expect(readable(raw)).toContain(' Extended from 18 February 2020 to 3 March 2020.');
    expect(raw).not.toContain('Kingfisher');
  });

  it('of an exempt or restricted item says the reference, the date and the link alone', async () => {
    for (const item of [
      { ...card, exempt: true },
      { ...card, restrictedTo: { posts: ['head-of-fostering'], people: [] } },
    ]) {
      const raw = readable(await write({ item }));
      expect(headerOf(raw, 'Subject')).toBe('CC-2020-001: overdue, it was due on 18 February 2020');
      expect(raw).not.toMatch(/challenge card|Why this date|answer/i);
    }
  });

  it('says to somebody who acts for the post why it comes to them', async () => {
    const recipient = { person: holder, post: 'head-of-fostering', acting: 'covers this post until 2020-02-21' };
    expect(readable(await write({ recipient }))).toContain('You act for it: covers this post until 2020-02-21.');
  });

  it('has a brief for services outside: reference, date and link, the workflow apart, no reason and no title', async () => {
    const briefOf = async (more: Partial<Letter>) => (await writeMail({ ...letter, ...more }, settings)).brief;
    const subject = 'CC-2020-001: overdue, it was due on 18 February 2020';
    const link = 'https://kept.example.org/items/CC-2020-001';
    expect(await briefOf({})).toEqual({
      subject,
      lines: [`${subject}.`],
      link,
      workflow: 'Challenge card',
      team: null,
    });
    expect(await briefOf({ item: { ...card, exempt: true } })).toMatchObject({ subject, link, workflow: null });
  });

  it('tells a channel, which others read too, of what is kept from open view only that something waits', async () => {
    for (const kept of [{ exempt: true }, { restrictedTo: { posts: ['head-of-fostering'], people: [] } }]) {
      const { brief } = await writeMail({ ...letter, item: { ...card, ...kept } }, settings);
      const waits = 'Something waits for the post Head of Fostering';
      const link = 'https://kept.example.org/messages';
      expect(brief.inChannel).toEqual({ subject: waits, lines: [`${waits}.`], link });
    }
  });

  it('knows the team whose channel it may go to', async () => {
    const posts = facts.organisation.posts.map((post) => ({ ...post, team: 'fostering' }));
    const inTeam = { ...facts, organisation: { ...facts.organisation, posts } };
    const { brief } = await writeMail({ ...letter, facts: inTeam }, settings);
    expect(brief.team).toEqual({ authorityId: letter.authorityId, key: 'fostering' });
  });
});
