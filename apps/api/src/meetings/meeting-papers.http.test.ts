import { randomUUID } from 'node:crypto';
import type {
  AgendaView,
  AttendanceView,
  MattersArisingView,
  MeetingListView,
  MeetingPageView,
  MembershipView,
  OutcomesView,
  WorkItemView,
} from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const panel = 'corporate-parenting-panel';
const nothing = '01900000-0000-7000-8000-00000000dead';
const nowhere = `/api/meetings/${nothing}`;

describe('the papers of a meeting', () => {
  let service: Service;
  let clerk: Client;
  let officer: Client;
  let chair: Client;
  let path: string;
  let next: string;
  const meetingOn = async (day: string) => {
    const { body } = await clerk<MeetingListView>('GET', `/api/meetings?body=${panel}&from=${day}&limit=1`);
    return `/api/meetings/${body.meetings[0]?.id}`;
  };
  const put = (who: Client, part: string, body: object, version: number) =>
    who<AgendaView & AttendanceView>('PUT', `${path}/${part}`, { body, headers: { 'if-match': `"${version}"` } });
  const missing = async (answer: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await answer;
    return [status, ...((body as { missing?: { field: string }[] }).missing ?? []).map(({ field }) => field)];
  };

  beforeAll(async () => {
    service = await openService();
    clerk = service.as('democratic-services');
    officer = service.as('officer');
    chair = service.as('chair');
    path = await meetingOn('2020-02-18');
    next = await meetingOn('2020-03-31');
  });
  afterAll(() => service.close());

  const routes = [
    ['GET', ''],
    ['GET', '/agenda'],
    ['PUT', '/agenda'],
    ['POST', '/agenda/publications'],
    ['GET', '/attendance'],
    ['PUT', '/attendance'],
    ['GET', '/outcomes'],
    ['POST', '/outcomes'],
    ['POST', `/outcomes/${nothing}/withdrawals`],
    ['GET', '/matters-arising'],
  ] as const;
  const bodies: Record<string, object> = {
    '/agenda': { items: [] },
    '/agenda/publications': {},
    '/attendance': { entries: [] },
    '/outcomes': { minute: 1, agendaItemId: null, kind: 'note', text: 'Noted' },
    [`/outcomes/${nothing}/withdrawals`]: { because: 'Of another meeting' },
  };

  it.each(routes)('%s %s is for who is signed in, of a meeting that there is', async (method, part) => {
    const call = method === 'GET' ? {} : { body: bodies[part], headers: { 'if-match': '"0"' } };
    expect((await service.ask(method, `${path}${part}`, call)).status).toBe(401);
    expect((await clerk(method, `${nowhere}${part}`, call)).status).toBe(404);
    if (method === 'GET') return;
    // The officer reads and proposes; the clerk alone writes.
    for (const who of [officer, chair, service.as('administrator')]) {
      expect((await who(method, `${path}${part}`, call)).status).toBe(403);
    }
    expect((await clerk(method, `${path}${part}`, { body: { nothing: 1 }, headers: call.headers! })).status).toBe(400);
    if (!part.startsWith('/outcomes')) {
      expect((await clerk(method, `${path}${part}`, { body: bodies[part] })).status).toBe(428);
    }
  });

  it('keeps attendance, outcomes and matters arising from who sees no panel action', async () => {
    const caseworker = service.as('caseworker');
    for (const part of ['attendance', 'outcomes', 'matters-arising']) {
      expect((await caseworker('GET', `${path}/${part}`)).status).toBe(403);
    }
    const { body } = await caseworker<MeetingPageView>('GET', path);
    expect(body).toMatchObject({ mayRun: false, mayReadMinutes: false, mayMove: false, published: null });
    // The day stands on the receipt of the deadline engine.
    expect(body.papers?.dueOn).toBe('2020-02-10');
    expect(body.papers?.receipt.at(-1)?.date).toBe('2020-02-10');
  });

  it('has an agenda in two editions, of which the public reads what was published and nothing else', async () => {
    const card = await raiseCard(service.as('participation'), 'On the agenda');
    const [exempt, open] = [randomUUID(), randomUUID()];
    const items = [
      {
        id: exempt,
        title: 'The views of young people',
        kind: 'young-people',
        leadPost: 'participation-lead',
        exempt: true,
        paragraphs: [2, 1],
        links: [card.reference],
        pages: '3 to 9',
      },
      { id: open, title: 'Minutes of the last meeting', kind: 'minutes', pages: '1 to 14' },
    ];
    expect(
      await missing(put(clerk, 'agenda', { items: [{ ...items[0], paragraphs: [], leadPost: 'nobody' }] }, 0)),
    ).toEqual([422, 'items.0.leadPost', 'items.0.paragraphs']);
    expect(await missing(put(clerk, 'agenda', { items: [{ ...items[1], links: ['CC-2010-009'] }] }, 0))).toEqual([
      422,
      'items.0.links',
    ]);
    const saved = await put(clerk, 'agenda', { items }, 0);
    expect(saved.body).toMatchObject({ edition: 'full', version: 1, published: null, mayEdit: true });
    expect(saved.body.items.map(({ number, title }) => `${number} ${title}`)).toEqual([
      '1 The views of young people',
      '2 Minutes of the last meeting',
    ]);
    expect(saved.body.motion).toMatch(/section 100A\(4\).*item 1 of the agenda.*paragraphs 1 and 2/);
    expect((await put(clerk, 'agenda', { items }, 0)).status).toBe(412);

    // Until it is published, nobody else learns that it is worked on.
    const before = await chair<AgendaView>('GET', `${path}/agenda`);
    expect(before.body).toMatchObject({ edition: 'open', version: null, items: [], motion: null, published: null });
    expect((await chair('GET', `${path}/agenda?edition=full`)).status).toBe(403);
    expect((await chair('GET', `${path}/agenda?edition=draft`)).status).toBe(400);
    const published = await clerk<AgendaView>('POST', `${path}/agenda/publications`, {
      body: {},
      headers: { 'if-match': '"1"' },
    });
    expect(published.body.published).toMatchObject({ no: 1, isCurrent: true, by: expect.any(String) as string });

    const [first, second] = (await chair<AgendaView>('GET', `${path}/agenda`)).body.items;
    expect(first).toEqual({
      id: exempt,
      number: 1,
      title: 'The views of young people',
      kind: 'other',
      leadPost: null,
      exempt: true,
      confidential: false,
      paragraphs: [2, 1],
      minutesOpen: false,
      links: [],
      pages: null,
    });
    expect(second).toMatchObject({ number: 2, kind: 'minutes', pages: '1 to 14' });
    const full = await officer<AgendaView>('GET', `${path}/agenda`);
    expect(full.body).toMatchObject({ edition: 'full', mayEdit: false, version: 1 });
    expect(full.body.items[0]?.links).toEqual([card.reference]);

    // Changed since: the public reads what was published until it is published anew.
    const [a, b] = items;
    expect((await put(clerk, 'agenda', { items: [b, a] }, 1)).status).toBe(200);
    expect((await chair<AgendaView>('GET', `${path}/agenda`)).body.items[0]?.id).toBe(exempt);
    expect((await clerk<MeetingPageView>('GET', path)).body.published?.isCurrent).toBe(false);
    expect((await chair<MeetingPageView>('GET', path)).body.published?.isCurrent).toBe(null);
  });

  it('has seats with dates, and attendance by seat with a quorum', async () => {
    const members = `/api/bodies/${panel}/members`;
    const seat = { place: 'chair', title: 'Chair', post: 'corporate-director', from: '2018-01-01' };
    expect((await service.ask('GET', members)).status).toBe(401);
    expect((await service.ask('POST', members, { body: seat })).status).toBe(401);
    expect((await officer('POST', members, { body: seat })).status).toBe(403);
    expect((await clerk('POST', members, { body: { ...seat, name: 'x' } })).status).toBe(400);
    expect((await clerk('POST', '/api/bodies/nothing/members', { body: seat })).status).toBe(404);
    expect((await clerk('GET', '/api/bodies/nothing/members')).status).toBe(404);
    expect(await missing(clerk('POST', members, { body: { ...seat, post: 'nobody' } }))).toEqual([422, 'post']);
    const add = async (body: object) =>
      (await clerk<MembershipView>('POST', members, { body })).body.seats.at(-1)?.id ?? '';
    const theChair = await add(seat);
    expect(await missing(clerk('POST', members, { body: seat }))).toEqual([422, 'place']);
    const member = await add({ place: 'member', title: 'Member of the council', from: '2018-01-01' });
    const young = await add({ place: 'co-opted', title: 'Representative of young people', from: '2018-01-01' });
    const gone = await add({ place: 'substitute', title: 'Substitute', from: '2018-01-01' });
    const ended = await clerk<MembershipView>('PATCH', `${members}/${gone}`, { body: { to: '2019-12-31' } });
    expect(ended.body.seats.map(({ id }) => id)).toEqual([theChair, member, young]);
    expect((await clerk('PATCH', `${members}/${randomUUID()}`, { body: { to: '2019-12-31' } })).status).toBe(404);
    expect((await officer('PATCH', `${members}/${gone}`, { body: { to: '2019-12-31' } })).status).toBe(403);
    expect((await clerk('PATCH', `${members}/${gone}`, { body: { to: '2020-02-30' } })).status).toBe(400);
    const then = await chair<MembershipView>('GET', `${members}?on=2019-06-01`);
    expect(then.body).toMatchObject({ on: '2019-06-01', mayChange: false });
    expect(then.body.seats).toHaveLength(4);
    expect((await officer('PUT', `/api/bodies/${panel}/quorum`, { body: { quorum: 3 } })).status).toBe(403);
    expect((await clerk('PUT', `/api/bodies/${panel}/quorum`, { body: { quorum: 0 } })).status).toBe(400);
    expect((await clerk('PUT', `/api/bodies/${panel}/quorum`, { body: { quorum: 3 } })).status).toBe(200);

    const entry = (kind: string, rest: object) => ({ id: randomUUID(), kind, ...rest });
    const entries = [
      entry('present', { memberId: theChair, arrivedAt: '10:00' }),
      entry('apologies', { memberId: member }),
      entry('substitute', { title: 'Member of the council', substituteFor: member }),
      entry('in-attendance', { post: 'democratic-services-officer' }),
    ];
    expect(
      await missing(put(clerk, 'attendance', { entries: [entry('present', { memberId: randomUUID() })] }, 0)),
    ).toEqual([422, 'entries.0.memberId']);
    const saved = await put(clerk, 'attendance', { entries }, 0);
    expect(saved.body).toMatchObject({ version: 1, quorum: { present: 2, quorum: 3, met: false }, mayRecord: true });
    expect((await put(clerk, 'attendance', { entries }, 0)).status).toBe(412);
    expect((await put(clerk, 'attendance', { entries }, 1)).headers['etag']).toBe('"2"');
    const read = await chair<AttendanceView>('GET', `${path}/attendance`);
    expect(read.body.mayRecord).toBe(false);
    expect(read.body.entries.map(({ kind }) => kind)).toEqual(['present', 'apologies', 'substitute', 'in-attendance']);
    expect(read.body.entries[0]?.name).toMatch(/, Chair$/);
  });

  it('has outcomes that lead to their items, of which exempt ones stay behind closed doors', async () => {
    const { items } = (await clerk<AgendaView>('GET', `${path}/agenda`)).body;
    const exempt = items.find((item) => item.exempt)?.id;
    const open = items.find((item) => !item.exempt)?.id;
    const record = (body: object, key?: string) =>
      clerk<OutcomesView>('POST', `${path}/outcomes`, { body, headers: key ? { 'idempotency-key': key } : {} });
    // Which item it stands under is said, and be it none: by forgetting it, everything would be open.
    expect(await missing(record({ minute: 1, kind: 'note', text: 'Spoken in confidence' }))).toEqual([
      422,
      'agendaItemId',
    ]);
    const action = { agendaItemId: open, minute: 2, paragraph: '1 a)', kind: 'action', text: 'Write to the carers' };
    expect((await record({ agendaItemId: exempt, minute: 1, kind: 'note', text: 'Spoken in confidence' })).status).toBe(
      201,
    );
    expect(await missing(record({ ...action, minute: 1 }))).toEqual([422, 'minute']);
    expect(await missing(record({ ...action, agendaItemId: exempt, minute: 1 }))).toEqual([422, 'kind']);
    expect(await missing(record({ ...action, agendaItemId: randomUUID() }))).toEqual([422, 'agendaItemId']);
    expect(await missing(record({ ...action, kind: 'challenge-accepted' }))).toEqual([422, 'reference']);
    const ordered = { ...action, action: { ownerPost: 'participation-lead', dueMeeting: next.split('/').at(-1) } };
    expect((await record(ordered, 'once')).status).toBe(201);
    expect((await record({ ...ordered, minute: 9 }, 'once')).body).toMatchObject({
      type: 'urn:kept:problem:key-reused',
    });
    // A repeated request finds its action open, and opens no other.
    const { body } = await record(ordered, 'once');
    expect(body.outcomes.map(({ minute, kind }) => [minute, kind])).toEqual([
      [1, 'note'],
      [2, 'action'],
    ]);
    expect(body.nextMinute).toBe(3);
    const reference = body.outcomes[1]?.reference;
    const opened = (await officer<WorkItemView>('GET', `/api/work-items/${reference}`)).body;
    expect(opened).toMatchObject({
      title: 'Write to the carers',
      state: 'proposed',
      fields: { minuteNumber: 2, paragraph: '1 a)', meeting: path.split('/').at(-1) },
    });

    const read = (await chair<OutcomesView>('GET', `${path}/outcomes`)).body;
    expect(read).toMatchObject({ edition: 'open', nextMinute: null, mayRecord: false });
    expect(read.outcomes.map(({ text }) => text)).toEqual(['Write to the carers']);
    expect(JSON.stringify(read)).not.toContain('confidence');

    // The card is accepted by whoever may: the outcome leads there, and only them.
    const participation = service.as('participation');
    const card = await raiseCard(participation, 'Accepted at the meeting');
    await participation('POST', `/api/work-items/${card.reference}/transitions`, {
      body: { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } },
    });
    const accepted = {
      minute: 3,
      agendaItemId: null,
      kind: 'challenge-accepted',
      text: 'Accepted',
      reference: card.reference,
    };
    // Noted first and accepted then: two minutes of one card. A card is accepted once, and the clerk is told.
    expect((await record({ ...accepted, kind: 'note', text: 'Noted' })).status).toBe(201);
    expect((await record(accepted)).body.outcomes.at(-1)?.accepts).toBe(null);
    expect((await record({ ...accepted, text: 'Accepted again' })).status).toBe(409);
    const toOfficer = (await officer<OutcomesView>('GET', `${path}/outcomes`)).body.outcomes.at(-1);
    expect(toOfficer?.accepts).toEqual({ workflow: 'challenge-card', transition: 'accept' });

    // What is minuted keeps its item on the agenda, and what was ordered in the open keeps its minutes open.
    const agenda = (await clerk<AgendaView>('GET', `${path}/agenda`)).body;
    const version = agenda.version ?? 0;
    expect((await put(clerk, 'agenda', { items: [] }, version)).status).toBe(409);
    const changed = (id: string | undefined, rest: object) =>
      agenda.items.map(({ number: _, leadPost, ...each }) => ({
        ...each,
        leadPost: leadPost?.key ?? null,
        ...(each.id === id && rest),
      }));
    const closing = { items: changed(open, { exempt: true, paragraphs: [3] }) };
    expect((await put(clerk, 'agenda', closing, version)).status).toBe(409);
    // A draft that opens the exempt item discloses nothing of it; its publication would.
    const opening = changed(exempt, { exempt: false, paragraphs: [] });
    expect((await put(clerk, 'agenda', { items: opening }, version)).status).toBe(200);
    expect(JSON.stringify((await chair('GET', `${path}/outcomes`)).body)).not.toContain('confidence');
    expect((await put(clerk, 'agenda', { items: changed(exempt, {}) }, version + 1)).status).toBe(200);
  });

  it('has outcomes that are withdrawn with a reason, and are then read by those alone who run the meeting', async () => {
    const before = (await clerk<OutcomesView>('GET', `${path}/outcomes`)).body.outcomes;
    const noted = before.find(({ text }) => text === 'Noted');
    const withdrawal = { body: { because: ' Of another meeting ' } };
    const withdrawals = `${path}/outcomes/${noted?.id}/withdrawals`;
    expect((await clerk('POST', `${path}/outcomes/${nothing}/withdrawals`, withdrawal)).status).toBe(404);
    expect(await missing(clerk('POST', withdrawals, { body: { because: ' ' } }))).toEqual([422, 'because']);
    const { status, body } = await clerk<OutcomesView>('POST', withdrawals, withdrawal);
    expect(status).toBe(201);
    expect(body.outcomes.find(({ id }) => id === noted?.id)).toMatchObject({
      open: false,
      withdrawn: { because: 'Of another meeting', by: expect.any(String) as string },
    });
    expect((await clerk('POST', withdrawals, withdrawal)).status).toBe(409);
    const read = await chair<OutcomesView>('GET', `${path}/outcomes`);
    expect(read.body.outcomes.map(({ text }) => text)).toEqual(['Write to the carers', 'Accepted']);
  });

  it('brings what an earlier meeting ordered before the next one, with what its reader may do', async () => {
    const { body } = await clerk<MattersArisingView>('GET', `${next}/matters-arising`);
    expect(body.matters).toMatchObject([
      { title: 'Write to the carers', meetingDate: '2020-02-18', minute: 2, done: null, steps: [] },
    ]);
    expect((await clerk<MattersArisingView>('GET', `${path}/matters-arising`)).body.matters).toEqual([]);
    const reference = body.matters[0]?.reference ?? '';
    const item = `/api/work-items/${reference}`;
    const owner = service.as('participation');
    const stepsOf = async (who: Client) =>
      (await who<MattersArisingView>('GET', `${next}/matters-arising`)).body.matters[0]?.steps.map(
        ({ transition }) => transition,
      );
    await clerk('POST', `${item}/transitions`, { body: { transition: 'agree', fields: {} } });
    expect(await stepsOf(owner)).toEqual(['propose-to-close']);
    await owner('POST', `${item}/evidence`, { body: { title: 'Letter', note: 'Sent' } });
    await owner('POST', `${item}/transitions`, {
      body: { transition: 'propose-to-close', fields: { outcome: 'They were written to.' } },
    });
    expect(await stepsOf(clerk)).toEqual(['close', 'return']);
    expect(await stepsOf(officer)).toEqual([]);
    const doneOf = async () =>
      (await chair<MattersArisingView>('GET', `${next}/matters-arising`)).body.matters[0]?.done;
    expect(await doneOf()).toBe('They were written to.');
    // What the meeting sent back was not done: the claim stands in the item, and not before the meeting.
    await clerk('POST', `${item}/transitions`, { body: { transition: 'return', fields: { reason: 'One was not.' } } });
    expect(await doneOf()).toBe(null);
    await owner('POST', `${item}/transitions`, {
      body: { transition: 'propose-to-close', fields: { outcome: 'They were written to.' } },
    });
    const closedAt = next.split('/').at(-1);
    await clerk('POST', `${item}/transitions`, { body: { transition: 'close', fields: { closedAt } } });
    const after = (await chair<MattersArisingView>('GET', `${next}/matters-arising`)).body.matters;
    expect(after).toMatchObject([{ reference, closed: true, done: 'They were written to.', steps: [] }]);
  });

  it('is written down act by act, without its words', async () => {
    const rows = await withClient(service.ownerUrl, async (client) => {
      const text = `select action, convert_from(canonical, 'UTF8') as text from audit.entries
        where action = any ($1::text[])`;
      const acts = [
        'agenda-changed',
        'agenda-published',
        'attendance-recorded',
        'outcome-recorded',
        'outcome-withdrawn',
        'seat-added',
      ];
      return (await client.query<{ action: string; text: string }>(text, [acts])).rows;
    });
    expect(new Set(rows.map(({ action }) => action)).size).toBe(6);
    expect(JSON.stringify(rows)).not.toMatch(/confidence|views of young people/);
  });
});
