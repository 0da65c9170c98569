import { afterEach, describe, expect, it } from 'vitest';
import { startFakeTeams } from '../../testing/fake-teams.js';
import type { FakeTeams, TeamsAnswer } from '../../testing/fake-teams.js';
import type { Brief, Mail } from './mail-transport.js';
import { cardOf } from './teams-card.js';
import { openTeamsTransport } from './teams-transport.js';

const here = ['127.0.0.1'];
const team = { authorityId: '0197f7a4-0000-7000-8000-000000000001', key: 'fostering' };
const brief: Brief = {
  subject: 'CC-2018-001: due on 18 February 2020',
  lines: ['CC-2018-001: due on 18 February 2020.'],
  link: 'https://kept.example.org/items/CC-2018-001',
  workflow: 'Challenge card',
  team,
};
const mail: Mail = {
  messageId: '<0197f7a4-0000-7000-8000-00000000000a@kept.local>',
  from: 'Kept <no-reply@kept.local>',
  to: 'owner@example.org',
  raw: Buffer.from('Subject: not for Teams\r\n\r\nAsk about Kingfisher\r\n'),
  brief,
};

let fake: FakeTeams | null = null;
afterEach(() => fake?.close());

async function sendTo(...answers: TeamsAnswer[]) {
  const started = await startFakeTeams(...answers);
  fake = started;
  const transport = openTeamsTransport({ addressOf: async () => started.url, hosts: here, limit: 400 });
  return { delivery: await transport.send(mail), fake: started };
}

describe('a card in the channel of a team', () => {
  it('says what, by when, of which workflow, and leads to it', async () => {
    const { delivery, fake: teams } = await sendTo('post');
    expect(delivery).toEqual({ kind: 'accepted', reference: '08584' });
    expect(teams.cards).toEqual([cardOf(brief)]);
    const [{ content }] = cardOf(brief).attachments;
    expect(content.body.map(({ text }) => text)).toEqual(['CC-2018-001: due on 18 February 2020', 'Challenge card']);
    expect(content.actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open in Kept', url: brief.link }]);
    expect(JSON.stringify(teams.cards)).not.toContain('Kingfisher');
  });

  it('names no workflow of an item that is kept from open view', () => {
    expect(JSON.stringify(cardOf({ ...brief, workflow: null }))).not.toContain('hallenge');
  });

  it('of a digest names twenty and counts the rest, and reads nothing as Markdown', () => {
    const lines = Array.from({ length: 55 }, (_, at) => `CC-2018-${at}: [due](https://evil.example) *today*.`);
    const [{ content }] = cardOf({ ...brief, workflow: null, lines }).attachments;
    expect(content.body).toHaveLength(22);
    expect(content.body.at(-1)?.text).toBe('35 more are in Kept.');
    expect(content.body[1]?.text).toBe('CC-2018-0: \\[due\\](https://evil.example) \\*today\\*.');
    expect(JSON.stringify(cardOf({ ...brief, lines })).length).toBeLessThan(28_000);
  });

  it.each([
    [429, 'refused'],
    [500, 'refused'],
    [503, 'refused'],
    ['post-then-504', 'unclear'],
    ['post-then-drop', 'unclear'],
    ['drop', 'unclear'],
    ['hang', 'unclear'],
    [401, 'rejected'],
    [404, 'rejected'],
    ['redirect', 'rejected'],
  ] as const)('that meets %s is %s', async (answer, kind) => {
    const { delivery, fake: teams } = await sendTo(answer);
    expect(delivery).toMatchObject({ kind, error: expect.stringContaining('Teams') });
    expect(JSON.stringify(delivery)).not.toContain('s3cret');
    expect(teams.requests).toBe(1);
  });

  it('is never repeated, and cannot be asked for', async () => {
    const transport = openTeamsTransport({ addressOf: async () => null, hosts: here });
    expect(transport.unanswered).toBe('never-repeat');
    expect(await transport.find(mail.messageId)).toBe('cannot-tell');
  });

  it.each([
    ['no team', async () => 'http://127.0.0.1:1/', { ...brief, team: null }],
    ['a team without a channel', async () => null, brief],
    ['an address under another key', async () => 'locked' as const, brief],
    ['a database that is down', () => Promise.reject(new Error('down')), brief],
  ])('is refused for now with %s: nothing left the house', async (_, addressOf, told) => {
    const delivery = await openTeamsTransport({ addressOf, hosts: here }).send({ ...mail, brief: told });
    expect(delivery.kind).toBe('refused');
  });

  it('is refused for now where nobody listens', async () => {
    const { url, close } = await startFakeTeams('post');
    await close();
    const delivery = await openTeamsTransport({ addressOf: async () => url, hosts: here }).send(mail);
    expect(delivery).toMatchObject({ kind: 'refused', error: expect.stringContaining('ECONNREFUSED') });
  });

  it('goes to no host that is not allowed any more', async () => {
    const teams = await startFakeTeams('post');
    fake = teams;
    const transport = openTeamsTransport({ addressOf: async () => teams.url, hosts: ['.logic.azure.com'] });
    expect((await transport.send(mail)).kind).toBe('rejected');
    expect(teams.requests).toBe(0);
  });
});
