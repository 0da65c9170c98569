import { randomUUID } from 'node:crypto';
import { openEdition, recalculateItem, type AgendaItem, type MeetingSight } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { NewOutcome } from '../meeting/outcome.store.js';
import type { MeetingHit, SearchQuery } from './search.store.js';

const full: MeetingSight = { edition: 'full', minutes: true };
const open: MeetingSight = { edition: 'open', minutes: true };
const agendaOnly: MeetingSight = { edition: 'open', minutes: false };
const nothingElse = { workflows: [], openings: [], posts: [], personId: '', exempt: false };
const item = (title: string, rest: Partial<AgendaItem> = {}): AgendaItem => ({
  id: randomUUID(),
  title,
  kind: 'other',
  leadPost: null,
  exempt: false,
  confidential: false,
  paragraphs: [],
  minutesOpen: false,
  links: [],
  pages: null,
  ...rest,
});
const states = {
  open: {},
  closed: { exempt: true, paragraphs: [2] },
  openMinutes: { exempt: true, paragraphs: [2], minutesOpen: true },
  confidential: { exempt: true, confidential: true },
} as const;

describe.each(postgresVersions)('a search of meetings, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let meetings: string[] = [];
  const versions = new Map<string, number>();

  const save = async (meetingId: string, items: readonly AgendaItem[]) => {
    const saved = await stage.app.agendas.save(stage.ctx, { meetingId, version: versions.get(meetingId) ?? 0, items });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    versions.set(meetingId, saved.version);
  };
  const publish = async (meetingId: string, items: readonly AgendaItem[]) => {
    await save(meetingId, items);
    const edition = { meetingId, version: versions.get(meetingId)!, motion: null, items: openEdition(items) };
    expect(await stage.app.agendas.publish(stage.ctx, edition)).toBe('published');
  };
  const minute = async (meetingId: string, rest: Partial<NewOutcome>): Promise<string> => {
    const id = randomUUID();
    const said = {
      minute: 1,
      paragraph: null,
      agendaItemId: null,
      kind: 'note',
      text: 'Said',
      reference: null,
    } as const;
    const asked = { outcome: { id, ...said, ...rest }, request: null, faultsOf: () => [] };
    expect(await stage.app.outcomes.add(stage.ctx, meetingId, asked)).toEqual({ kind: 'added' });
    return id;
  };
  const page = (q: string, sight: MeetingSight, query: Partial<SearchQuery> = {}) =>
    stage.app.search.find(stage.ctx.authorityId, { q, limit: 50, ...query }, { items: nothingElse, meetings: sight });
  const find = async (q: string, sight: MeetingSight, query: Partial<SearchQuery> = {}) =>
    (await page(q, sight, query)).hits as MeetingHit[];
  const words = async (q: string, sight: MeetingSight) =>
    (await find(q, sight)).map(({ kind, no, excerpts }) => [
      `${kind} ${no}`,
      ...excerpts.map(({ where, text, highlights }) =>
        [where, ...highlights.map(({ from, to }) => text.slice(from, to))].join(': '),
      ),
    ]);

  beforeAll(async () => {
    stage = await openStage(postgres);
    meetings = (await stage.app.meetings.list(stage.ctx.authorityId, { limit: 10 })).meetings.map(({ id }) => id);
  });
  afterAll(() => stage.close());

  test('finds what was minuted by its number, its words and the day, and an item of the agenda by its title', async () => {
    const [meeting] = meetings as [string];
    const [views, homes] = [item('The views of young people'), item('Foster homes in Thanet', states.closed)];
    await publish(meeting, [views, homes]);
    await minute(meeting, { minute: 23, agendaItemId: views.id, text: 'Passports are to come sooner' });
    const { heldOn } = (await find('passport', open))[0]!.meeting;
    const year = heldOn.slice(0, 4);
    expect(await words('view', agendaOnly)).toEqual([['agenda 1', 'title: views']]);
    expect(await words('23', open)).toEqual([['minute 23', 'minute: 23', 'outcome']]);
    expect(await words(`passports ${year}`, open)).toEqual([['minute 23', 'outcome: Passports', `date: ${year}`]]);
    expect((await find('passports', open))[0]).toMatchObject({ exempt: false, meeting: { id: meeting, heldOn } });
    // Who reads agendas and no minutes finds no minutes.
    expect(await find('passports', agendaOnly)).toEqual([]);
    // Of the exempt item the clerk finds the title; nobody else finds that it is there.
    expect(await find('thanet', full)).toMatchObject([
      { kind: 'agenda', no: 2, exempt: true, meeting: { place: homes.id } },
    ]);
    expect(await find('thanet', open)).toEqual([]);
    expect(await find('passports', full, { workflow: 'panel-action' })).toEqual([]);
    expect(await find('passports', full, { kind: 'agenda' })).toEqual([]);
  });

  test('finds an item as each edition has it, before and after it is published', async () => {
    const [, meeting] = meetings as [string, string];
    const walrus = item('A walrus');
    await save(meeting, [walrus]);
    expect([(await find('walrus', full)).length, (await find('walrus', open)).length]).toEqual([1, 0]);
    await publish(meeting, [walrus]);
    const [before] = await find('walrus', open);
    await save(meeting, [item('Apologies'), { ...walrus, title: 'A seal' }]);
    expect([(await find('walrus', full)).length, await find('walrus', open)]).toEqual([0, [before]]);
    expect([await words('seal', full), await find('seal', open)]).toEqual([[['agenda 2', 'title: seal']], []]);
    await publish(meeting, [{ ...walrus, title: 'A seal', ...states.closed }]);
    for (const q of ['walrus', 'seal']) expect(await find(q, open), q).toEqual([]);
  });

  test('shows of the minutes what the list of outcomes shows, whatever is open in the draft and in print', async () => {
    const [, , meeting] = meetings as [string, string, string];
    const items = Object.fromEntries(
      Object.keys(states).flatMap((draft) =>
        Object.keys(states).map((print) => [`${draft} ${print}`, item(`Quokka ${draft} ${print}`)]),
      ),
    );
    const standing = (which: 0 | 1) =>
      Object.entries(items).map(([key, each]) => ({
        ...each,
        ...states[key.split(' ')[which] as keyof typeof states],
      }));
    await publish(meeting, standing(1));
    const unprinted = item('Quokka of nowhere');
    await save(meeting, [...standing(0), unprinted]);
    let no = 0;
    const ids = [];
    for (const { id } of [...Object.values(items), unprinted])
      ids.push(await minute(meeting, { minute: (no += 1), agendaItemId: id, text: 'Quokka' }));
    ids.push(await minute(meeting, { minute: 90, text: 'Quokka' }));
    const shows = async () => {
      for (const edition of ['full', 'open'] as const) {
        const listed = await stage.app.outcomes.list(stage.ctx.authorityId, meeting, edition);
        const found = (await find('quokka', { edition, minutes: true }, { kind: 'minute' })).map(
          (hit) => hit.meeting.place,
        );
        expect(found.sort(), edition).toEqual(listed.flatMap(({ id, withdrawn }) => (withdrawn ? [] : [id])).sort());
      }
      // Printed as open, whatever the draft says; exempt titles stand in print and are found by nobody.
      return (await find('quokka', open, { kind: 'agenda' })).map(({ excerpts }) => excerpts[0]?.text).sort();
    };
    const printed = Object.keys(items).flatMap((key) => (key.endsWith(' open') ? [`Quokka ${key}`] : []));
    expect(await shows()).toEqual(printed.sort());
    const withdrawal = { id: ids.at(-1)!, because: 'Of another meeting' };
    expect(await stage.app.outcomes.withdraw(stage.ctx, meeting, withdrawal)).toBe(true);
    await shows();
    await publish(meeting, [...standing(0), unprinted]);
    const opened = Object.keys(items).flatMap((key) => (key.startsWith('open ') ? [`Quokka ${key}`] : []));
    expect(await shows()).toEqual([...opened, 'Quokka of nowhere'].sort());
  });

  test('gives a reader of the open edition full pages, with no gap where exempt items lie between', async () => {
    const [, , , meeting] = meetings as [string, string, string, string];
    await publish(
      meeting,
      Array.from({ length: 12 }, (_, at) => item(`Zebra ${at}`, at % 3 === 0 ? states.closed : {})),
    );
    const walk = async (sight: MeetingSight, seen: number[] = [], cursor?: string): Promise<number[]> => {
      const { hits, nextCursor } = await page('zebra', sight, { limit: 3, ...(cursor !== undefined && { cursor }) });
      const all = [...seen, hits.length];
      return nextCursor === null ? all : walk(sight, all, nextCursor);
    };
    expect([await walk(open), await walk(full)]).toEqual([
      [3, 3, 2],
      [3, 3, 3, 3],
    ]);
  });

  test('goes by the day to which a meeting was moved', async () => {
    const [, , , , meeting] = meetings as [string, string, string, string, string];
    await minute(meeting, { minute: 5, text: 'Platypus' });
    const moved = await stage.app.meetings.move(stage.ctx, { id: meeting, date: '2021-08-19' }, recalculateItem);
    expect(moved.kind).toBe('moved');
    expect(await words('platypus 19 august 2021', open)).toEqual([
      ['minute 5', 'outcome: Platypus', 'date: 19: August: 2021'],
    ]);
  });

  test('writes of a meeting what is new or changed, and touches nothing else of it', async () => {
    const [, , , , , meeting] = meetings as [string, string, string, string, string, string];
    await minute(meeting, { minute: 1, text: 'Axolotl' });
    const texts = () =>
      withClient(stage.test.urls.owner, async (client) => {
        const text =
          'select of_id, xmin::text, xmax::text from meeting_texts where meeting_id = $1 order by no, edition';
        return (await client.query(text, [meeting])).rows;
      });
    const before = await texts();
    expect(before).toHaveLength(2);
    await minute(meeting, { minute: 2, text: 'Axolotl too' });
    // A row that the statement comes upon, if only to leave it, keeps its mark.
    expect((await texts()).slice(0, 2)).toEqual(before);
    expect(await find('axolotl', open)).toHaveLength(2);
  });

  test('is of one council, and written by nobody’s hand', async () => {
    const trying = (text: string, authority: string | null) =>
      withClient(stage.test.urls.app, async (client) => {
        if (authority) await client.query(`select set_config('app.authority', $1, false)`, [authority]);
        return (await client.query(text)).rows;
      });
    const hits = (scope: object) =>
      `select * from app.search_hits(app.search_query('quokka', null), '{}', '${JSON.stringify(scope)}', null, null, 10)`;
    const scope = { posts: [], people: [], exempt: false, openings: [] };
    expect(await trying(hits({ ...scope, ...full }), stage.test.authorityId)).toHaveLength(10);
    expect(await trying(hits({ ...scope, ...full }), randomUUID())).toEqual([]);
    // Who names no edition is shown none.
    expect(await trying(hits(scope), stage.test.authorityId)).toEqual([]);
    expect(await trying('select from meeting_texts', randomUUID())).toEqual([]);
    for (const text of ['delete from meeting_texts', `update meeting_texts set edition = 'open'`])
      await expect(trying(text, stage.test.authorityId), text).rejects.toMatchObject({ code: '42501' });
  });
});
