import { randomUUID } from 'node:crypto';
import type { ItemHitView, MeetingListView, OutcomesView, SearchView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const search = (q: string, more = '') => `/api/search?q=${encodeURIComponent(q)}${more}`;

describe('a search over items, evidence, comments and meetings', () => {
  let service: Service;
  let officer: Client;
  let card = '';

  const find = async (q: string, client = officer, more = '') => {
    const found = await client<SearchView>('GET', search(q, more));
    expect([found.status, found.text]).toEqual([200, expect.anything()]);
    return { ...found.body, hits: found.body.hits as ItemHitView[] };
  };
  const kinds = async (q: string, client = officer, more = '') =>
    (await find(q, client, more)).hits.map(({ kind, item }) => [kind, item.reference]);
  const add = async (path: string, body: object) =>
    expect((await officer('POST', `/api/work-items/${card}/${path}`, { body })).status).toBe(200);

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    const fields = { question: 'Why do we wait so long for a passport?', raisedBy: 'ocypc', raisedOn: '2020-02-17' };
    const body = { workflow: 'challenge-card', title: 'Passports in time', fields };
    card = (await officer<WorkItemView>('POST', '/api/work-items', { body })).body.reference;
    await add('evidence', { title: 'Letter to the office', note: 'It asks for a passport within four weeks.' });
    await add('comments', { text: 'The passport office has answered.' });
  });
  afterAll(() => service.close());

  it('is for who is signed in, and wants words', async () => {
    expect((await service.ask('GET', search('passport'))).status).toBe(401);
    expect((await officer('GET', '/api/search')).status).toBe(422);
    expect((await officer('GET', search(' '))).status).toBe(422);
  });

  it.each(['&limit=51', '&limit=0', '&kind=minutes', '&cursor=x', '&colour=red', `&q=2`])(
    'is refused with %s',
    async (more) => {
      expect((await officer('GET', search('passport', more))).status).toBe(400);
    },
  );
  it('is refused with a control character', async () => {
    expect((await officer('GET', search('pass\u0001port'))).status).toBe(400);
  });

  it('says what was found, where, and at which places; never in markup', async () => {
    const { hits, nextCursor } = await find('passports');
    expect(nextCursor).toBeNull();
    expect(hits.map(({ kind, no }) => [kind, no])).toEqual([
      ['comment', null],
      ['evidence', 1],
      ['item', null],
    ]);
    expect(hits[2]?.item).toEqual({
      reference: card,
      workflow: 'challenge-card',
      title: 'Passports in time',
      state: 'raised',
      stateLabel: 'Raised',
      closed: false,
      exempt: false,
    });
    expect(
      hits[2]?.excerpts.map(({ where, label, text, highlights: [at] }) => [where, label, text.slice(at?.from, at?.to)]),
    ).toEqual([
      ['title', 'Title', 'Passports'],
      ['field.question', expect.any(String), 'passport'],
    ]);
    expect(hits[1]?.excerpts).toEqual([
      {
        where: 'note',
        label: 'What it shows',
        text: 'It asks for a passport within four weeks.',
        highlights: [{ from: 14, to: 22 }],
      },
    ]);
  });

  it('is narrowed by kind and workflow, and goes on page by page', async () => {
    expect(await kinds('passport', officer, '&kind=item')).toEqual([['item', card]]);
    expect(await kinds('passport', officer, '&workflow=panel-action')).toEqual([]);
    expect(await kinds(card)).toEqual([['item', card]]);
    const first = await find('passport', officer, '&limit=2');
    expect(first.hits.map(({ kind }) => kind)).toEqual(['comment', 'evidence']);
    const rest = await find('passport', officer, `&limit=2&cursor=${first.nextCursor}`);
    expect([rest.hits.map(({ kind }) => kind), rest.nextCursor]).toEqual([['item'], null]);
  });

  it('finds nothing for those who may not see the card, nor what was said before they might', async () => {
    // Nobody has screened it: it is not the panel’s yet. The SEN officer works on no cards.
    for (const client of [service.as('chair'), service.as('sen-officer')])
      for (const q of ['passport', card]) expect(await find(q, client)).toEqual({ hits: [], nextCursor: null });
    const triage = { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } };
    await add('transitions', triage);
    await add('comments', { text: 'The panel may read this about the passport.' });
    expect(await kinds('passport', service.as('chair'))).toEqual([
      ['comment', card],
      ['evidence', card],
      ['item', card],
    ]);
    expect((await find('answered', service.as('chair'))).hits).toEqual([]);
    expect(await kinds('answered')).toEqual([['comment', card]]);
  });

  it('finds agendas and minutes in the edition of its reader, each leading to its place in a meeting', async () => {
    const clerk = service.as('democratic-services');
    const from = `/api/meetings?body=corporate-parenting-panel&from=2020-02-18&limit=1`;
    const { id, date } = (await clerk<MeetingListView>('GET', from)).body.meetings[0]!;
    const [open, closed] = [randomUUID(), randomUUID()];
    const items = [
      { id: open, title: 'Travel and otters', kind: 'report' },
      { id: closed, title: 'Otters of one family', kind: 'report', exempt: true, paragraphs: [1] },
    ];
    const agenda = { body: { items }, headers: { 'if-match': '"0"' } };
    expect((await clerk('PUT', `/api/meetings/${id}/agenda`, agenda)).status).toBe(200);
    const printed = { body: {}, headers: { 'if-match': '"1"' } };
    expect((await clerk('POST', `/api/meetings/${id}/agenda/publications`, printed)).status).toBe(200);
    for (const [minute, agendaItemId, text] of [
      [23, open, 'Otters may travel'],
      [24, closed, 'The otters move house'],
    ])
      expect(
        (await clerk('POST', `/api/meetings/${id}/outcomes`, { body: { minute, agendaItemId, kind: 'note', text } }))
          .status,
      ).toBe(201);
    const places = async (q: string, client: Client) =>
      (await client<SearchView>('GET', search(q))).body.hits.map(
        (hit) => 'meeting' in hit && [hit.kind, hit.no, hit.meeting.place],
      );
    const minutes = await clerk<OutcomesView>('GET', `/api/meetings/${id}/outcomes`);
    const [first, second] = minutes.body.outcomes.map((outcome) => outcome.id);
    const chair = service.as('chair');
    // The open edition prints the title of the exempt item; a search finds nothing of it.
    expect(await places('otter', chair)).toEqual([
      ['minute', 23, first],
      ['agenda', 1, open],
    ]);
    expect(await places('otter', service.as('caseworker'))).toEqual([['agenda', 1, open]]);
    expect((await places('otter', officer)).sort()).toEqual(
      [
        ['minute', 24, second],
        ['minute', 23, first],
        ['agenda', 2, closed],
        ['agenda', 1, open],
      ].sort(),
    );
    expect(await places('family or house', chair)).toEqual([]);
    const { body } = await officer<SearchView>('GET', search('otters house', '&kind=minute'));
    expect(body.hits).toMatchObject([
      {
        kind: 'minute',
        no: 24,
        meeting: { id, date, title: 'Minute 24', body: { title: 'Corporate Parenting Panel' }, exempt: true },
        excerpts: [{ where: 'outcome', label: 'What came of it', text: 'The otters move house' }],
      },
    ]);
  });

  it('is written down without its words, each of its pages', async () => {
    const written = () =>
      withClient(service.ownerUrl, async (client) => {
        const text = `select convert_from(canonical, 'UTF8') as text from audit.entries where action = 'searched'`;
        return (await client.query<{ text: string }>(text)).rows.map((row) => row.text);
      });
    const before = await written();
    expect(before.length).toBeGreaterThan(5);
    expect(JSON.stringify(before)).not.toContain('passport');
    const { nextCursor } = await find('passport', officer, '&limit=1');
    await find('passport', officer, `&limit=1&cursor=${nextCursor}`);
    const pages = (await written()).filter((text) => !before.includes(text));
    expect(pages.map((text) => /"furtherPage":(\w+)/.exec(text)?.[1]).sort()).toEqual(['false', 'true']);
  });

  it.each(['letter', 'passport&kind=item', 'passport&workflow=challenge-card'])(
    'gives nobody the pages of another search by its cursor: %s',
    async (other) => {
      const { nextCursor } = await find('passport', officer, '&limit=1');
      expect((await officer('GET', `/api/search?q=${other}&cursor=${nextCursor}`)).status).toBe(400);
    },
  );
  it('is written down also where its cursor was made up', async () => {
    const written = () =>
      withClient(service.ownerUrl, async (client) => {
        const { rowCount } = await client.query(`select from audit.entries where action = 'searched'`);
        return rowCount ?? 0;
      });
    const { nextCursor } = await find('passport', officer, '&limit=1');
    const [sort] = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as string[];
    const first = [sort, '9999-12-31T23:59:59.000Z', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const before = await written();
    await find('passport', officer, `&cursor=${Buffer.from(JSON.stringify(first)).toString('base64url')}`);
    expect(await written()).toBe(before + 1);
  });
});
