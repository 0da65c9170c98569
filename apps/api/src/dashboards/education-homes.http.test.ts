import type { DashboardView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenAnchors, openedBy, untrueFigures } from '../../testing/homes.js';
import { openService, type Client, type Service } from '../../testing/service.js';

/** Four children without suitable education in February 2020, and what each home tells of them. */
describe('the homes of those who find schools', () => {
  let service: Service;
  let sen: Client;
  let caseworker: Client;

  const made = async (title: string, fields: object): Promise<string> => {
    const body = {
      workflow: 'ehcp-escalation',
      title,
      ownerPost: 'corporate-parenting-officer',
      fields: {
        caseReference: 'E1',
        area: 'east',
        senArea: 'area-sen-manager',
        maintainingAuthority: 'Kent',
        noRecordedSchool: true,
        ...fields,
      },
    };
    const answer = await caseworker<WorkItemView>('POST', '/api/work-items', { body });
    expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
    return answer.body.reference;
  };
  const post = async (who: Client, path: string, body: object) => {
    const answer = await who('POST', `/api/work-items/${path}`, { body });
    expect([200, answer.status === 200 || answer.text]).toEqual([answer.status, true]);
  };
  const home = async (persona: Parameters<Service['as']>[0], key: string): Promise<DashboardView> => {
    const answer = await service.as(persona)<DashboardView>('GET', `/api/dashboards/${key}`);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const valueOf = (view: DashboardView, key: string) => view.figures.find((figure) => figure.key === key)?.value;
  const cellsOf = (view: DashboardView, key: string) =>
    view.tables.find((table) => table.key === key)?.rows.map(({ cells }) => cells);

  beforeAll(async () => {
    service = await openService();
    sen = service.as('sen-officer');
    caseworker = service.as('caseworker');
    await service.setClock('2020-01-20T09:00:00.000Z');
    const first = await made('Year 10', { yearGroup: 10, papersOn: '2019-10-01', reducedTimetable: true });
    const asked = { yearGroup: 10, askedOn: '2020-01-20' };
    await post(sen, `${first}/consultations`, { ...asked, school: 'School A' });
    await post(sen, `${first}/consultations`, {
      ...asked,
      school: 'School B',
      answer: 'full',
      answeredOn: '2020-01-20',
    });
    const second = await made('Year 7', { yearGroup: 7, papersOn: '2020-01-06', needsOutOfCounty: true });
    await post(caseworker, `${second}/escalations`, { level: 1 });
    await made('Year 11', { yearGroup: 11, senArea: 'corporate-director' });
    await service.setClock('2020-02-10T09:00:00.000Z');
    const last = await made('Year 9', { yearGroup: 9, papersOn: '2020-02-01' });
    await post(sen, `${last}/consultations`, { school: 'School A', yearGroup: 9, askedOn: '2020-02-10' });
    await post(caseworker, `${last}/escalations`, { level: 4, reason: 'A year would be lost.' });
    await post(service.as('director'), `${last}/acknowledgements`, { level: 4, answerBy: '2020-02-12' });
    await service.setClock('2020-02-17T09:00:00.000Z');
  });
  afterAll(() => service.close());

  it('tell SEN which answers are late, which are to come, who is full, whose papers are old, for whom nobody is asked', async () => {
    const view = await home('sen-officer', 'sen-officer');
    expect(view.figures.map(({ key, value, late }) => [key, value, late])).toEqual([
      ['late', '1', true],
      ['due', '1', false],
      ['papers', '2', true],
      ['unasked', '2', true],
      ['full', '1', false],
      ['levels', '1', true],
    ]);
    expect(cellsOf(view, 'late-answers')).toEqual([
      ['School A', '10', 'EE-2020-001', '20 January 2020', '4 February 2020: 13 days late', expect.anything()],
    ]);
    expect(cellsOf(view, 'full')).toEqual([['School B', '10', '20 January 2020']]);
    expect(cellsOf(view, 'answers')).toContainEqual(['Not answered yet', '2']);
    const noteOf = (list: string, reference: string) =>
      view.lists.find(({ key }) => key === list)?.items.find(({ item }) => item.reference === reference)?.note;
    expect(noteOf('papers', 'EE-2020-001')).toBe('Papers of 1 October 2019: 19 weeks old.');
    expect(noteOf('papers', 'EE-2020-003')).toBe('The date of the papers is not known.');
    expect(noteOf('unasked', 'EE-2020-002')).toBe('No school has been asked yet.');
  });

  it('forget a late answer once it is given', async () => {
    const answer = { answer: 'cannot-meet-need', answeredOn: '2020-02-17' };
    const given = await sen('PATCH', '/api/work-items/EE-2020-001/consultations/1', { body: answer });
    expect(given.status, given.text).toBe(200);
    const view = await home('sen-officer', 'sen-officer');
    expect([valueOf(view, 'late'), valueOf(view, 'due')]).toEqual(['0', '1']);
  });

  it('tell the virtual school how many, why, with whom, and how far it has climbed; each number opens so many', async () => {
    const view = await home('area-lead', 'virtual-school');
    expect(view.lead).toBe(
      '4 children with a plan are without suitable education today. Nobody has started at a school of late.',
    );
    expect(cellsOf(view, 'reasons')).toEqual([
      ['No recorded school', '4', '100.0%'],
      ['Reduced timetable', '1', '25.0%'],
      ['Awaiting a change of school', '0', '0.0%'],
    ]);
    expect(
      cellsOf(view, 'waiting-levels')?.map(([item, level, post, , answer]) => [item, level, post, answer]),
    ).toEqual([
      ['Year 7 (EE-2020-002)', '1', 'Area SEN Manager', 'Not acknowledged, and due by 3 February 2020: 14 days late'],
      ['Year 9 (EE-2020-004)', '4', expect.anything(), 'Promised for 12 February 2020: 5 days late'],
    ]);
    expect(valueOf(view, 'years')).toBe('2');
    expect(await untrueFigures(service.as('area-lead'), view)).toEqual([]);
    expect(Object.keys(await openedBy(service.as('area-lead'), view)).length).toBeGreaterThan(15);
  });

  it('tell the director what was raised to them, and what they promised and is late', async () => {
    const view = await home('director', 'director');
    expect(valueOf(view, 'climbed')).toBe('1');
    expect(valueOf(view, 'unacknowledged')).toBe('0');
    expect(valueOf(view, 'promised-late')).toBe('1');
    expect(cellsOf(view, 'climbed')?.[0]?.[0]).toBe('Year 9 (EE-2020-004)');
    expect(cellsOf(view, 'elsewhere')).toHaveLength(1);
    expect(view.tables.map(({ first }) => first)).toEqual([5, 5]);
    const answering =
      '/work-items/challenge-card?closed=false&field=director%3Aassistant-director%7Ccorporate-director';
    expect(view.figures.find(({ key }) => key === 'answering')?.href).toBe(answering);
    const { href } = view.tables[0]?.rows[0] ?? {};
    expect(href).toBe('/work-items/ehcp-escalation/EE-2020-004');
  });

  it('show nobody else a child: not the chair, not the officer of the panel', async () => {
    for (const [persona, key] of [
      ['chair', 'chair'],
      ['officer', 'officer'],
      ['participation', 'participation'],
    ] as const) {
      const view = await home(persona, key);
      expect(JSON.stringify(view)).not.toMatch(/EE-2020|School [AB]|Year \d/);
    }
    // Four children, of whom one is on a reduced timetable: the panel is told that there are few.
    const chair = await home('chair', 'chair');
    expect(cellsOf(chair, 'without-school')?.map(([, number]) => number)).toEqual([
      'fewer than 5',
      'fewer than 5',
      '0',
    ]);
  });

  it('lead nowhere that is not there', async () => {
    for (const [persona, key] of [
      ['sen-officer', 'sen-officer'],
      ['caseworker', 'virtual-school'],
      ['director', 'director'],
    ] as const) {
      expect(brokenAnchors(await home(persona, key))).toEqual([]);
    }
  });
});
