import type { DashboardView, PeopleView, PostListView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { brokenAnchors, untrueFigures } from '../../testing/homes.js';
import { openService, type Client, type Service } from '../../testing/service.js';

type Persona = Parameters<Service['as']>[0];

/** What the homes of those who look after promises, referrals, plans and posts tell them, and how true it is. */
describe('the homes of the others', () => {
  let service: Service;

  const create = async (who: Client, body: object): Promise<string> => {
    const made = await who<WorkItemView>('POST', '/api/work-items', { body });
    expect(made.status, made.text).toBe(201);
    return made.body.reference;
  };
  const post = async (who: Client, path: string, body: object) => {
    const answer = await who('POST', `/api/work-items/${path}`, { body });
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
  };
  const move = (who: Client, reference: string, transition: string, rest: object = {}) =>
    post(who, `${reference}/transitions`, { transition, ...rest });
  const home = async (persona: Persona, key: string): Promise<DashboardView> => {
    const answer = await service.as(persona)<DashboardView>('GET', `/api/dashboards/${key}`);
    expect(answer.status, answer.text).toBe(200);
    expect(brokenAnchors(answer.body)).toEqual([]);
    expect(await untrueFigures(service.as(persona), answer.body)).toEqual([]);
    return answer.body;
  };
  const valueOf = (view: DashboardView, key: string) => view.figures.find((figure) => figure.key === key)?.value;
  const cellsOf = (view: DashboardView, key: string) =>
    view.tables.find((table) => table.key === key)?.rows.map(({ cells }) => cells);
  const notesOf = (view: DashboardView, key: string) =>
    view.lists.find((list) => list.key === key)?.items.map(({ item, note }) => [item.reference, note]);

  beforeAll(async () => {
    service = await openService();
    await service.setClock('2019-12-02T09:00:00.000Z');
    const referrer = service.as('referrer');
    const identify = (title: string) =>
      create(referrer, {
        workflow: 'lifelong-links-referral',
        title,
        ownerPost: 'lifelong-links-coordinator',
        fields: { caseReference: 'D1', source: 'social-worker', area: 'east' },
      });
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) await identify(title);
    const no = { to: 'referral', by: 'young-person', given: false, givenOn: '2019-12-02' };
    await post(referrer, 'LL-2019-005/consents', no);
    await move(referrer, 'LL-2019-006', 'withdraw-by-social-worker', { reason: 'There is a plan to return home.' });

    const card = await raiseCard(service.as('participation'), 'Driving lessons', { raisedOn: '2019-12-02' });
    await move(service.as('officer'), card.reference, 'triage', {
      fields: { kind: 'collective', screenedOn: '2019-12-02' },
    });
    const fields = { director: 'corporate-director', ownerPost: 'corporate-parenting-officer' };
    await move(service.as('officer'), card.reference, 'accept', { fields });
    await post(service.as('officer'), `${card.reference}/undertakings`, { text: 'Ask what lessons cost.' });
    await service.setClock('2020-02-17T09:00:00.000Z');
  });
  afterAll(() => service.close());

  it('account for each young person who was identified, and say of whom nobody knows anything', async () => {
    const view = await home('coordinator', 'coordinator');
    expect(cellsOf(view, 'outcomes')).toEqual([
      ['Confirmed or active', '0', '0%'],
      ['Withdrawn by the social worker', '1', '17%'],
      ['Declined by the young person', '1', '17%'],
      ['Not accounted for', '4', '67%'],
    ]);
    expect(view.tables.find(({ key }) => key === 'outcomes')?.sentence).toMatch(/^Of 6 young people identified, 4 /);
    expect(valueOf(view, 'funded')).toBe('0 of 210');
  });

  it('draw the estimate of need beside what is paid for, with where the numbers stand', async () => {
    const view = await home('referrer', 'coordinator');
    const estimate = view.tables.find(({ key }) => key === 'estimate');
    expect(estimate?.rows.map(({ cells }) => cells[1])).toEqual(['1120', '210', '500']);
    expect(estimate?.source).toContain('19 July 2018');
    expect(estimate?.sentence).toContain('5.3 young people for each place');
  });

  it('tell the panel no small number, and none that would give one away', async () => {
    const view = await home('chair', 'chair');
    expect(cellsOf(view, 'lifelong-links')).toEqual([
      ['Confirmed or active', '0'],
      ['Withdrawn by the social worker', 'fewer than 5'],
      ['Declined by the young person', 'fewer than 5'],
      ['Not accounted for', 'fewer than 5'],
    ]);
    expect(JSON.stringify(view)).not.toMatch(/LL-2019/);
  });

  it('tell the chair whose a late promise is, since when, and what to ask', async () => {
    const view = await home('chair', 'chair');
    expect(view.lead).toMatch(/^The panel meets next on \d+ \w+ 2020, /);
    const [late] = view.lists.find(({ key }) => key === 'cards')?.items ?? [];
    expect(late?.item.ownerPost).toMatchObject({ name: 'Corporate Parenting Officer', holder: 'Asha Whitcombe' });
    expect(late?.note).toMatch(
      /^Answer to the young people: late since \d+ \w+ 20\d\d\. “Answer promised for” was never/,
    );
    expect(late?.note).toContain('Still open: Ask what lessons cost.');
  });

  it('tell officer, participation and director of what was promised and not given', async () => {
    for (const [persona, key, list] of [
      ['officer', 'officer', 'open-promises'],
      ['participation', 'participation', 'open-promises'],
      ['director', 'director', 'answering'],
    ] as const) {
      const notes = notesOf(await home(persona, key), list);
      expect(notes).toEqual([['CC-2019-001', expect.stringContaining('Still open: Ask what lessons cost.')]]);
    }
  });

  it('tell the participation worker when each council meets next, and how many of its cards are open', async () => {
    const view = await home('participation', 'participation');
    const [own, ...others] = cellsOf(view, 'councils') ?? [];
    expect([own?.[0], own?.[2], own?.[3]]).toEqual(['Our Children and Young People’s Council', '1', '0']);
    expect(others.map((cells) => cells[2])).toEqual(['0', '0', '0']);
  });

  it('tell the plan’s lead where the pace of each measure leads', async () => {
    const lead = service.as('plan-lead');
    const fields = {
      plan: 'Fostering',
      period: '2019-20',
      startsOn: '2019-04-01',
      endsOn: '2020-03-31',
      number: 1,
    };
    const target = await create(lead, {
      workflow: 'business-plan-target',
      title: 'Enough foster carers',
      ownerPost: 'head-of-fostering',
      fields,
    });
    await post(lead, `${target}/measures`, {
      name: 'New foster carers',
      unit: 'carers',
      baseline: 0,
      baselineOn: '2019-04-01',
      target: 150,
      targetOn: '2020-03-31',
      polarity: 'H',
      kind: 'cumulative',
    });
    for (const [on, value] of [
      ['2019-06-30', 18],
      ['2019-09-30', 37],
      ['2019-12-31', 54],
    ] as const) {
      await post(lead, `${target}/actuals`, { measure: 1, on, value });
    }
    const view = await home('plan-lead', 'plan-lead');
    expect(valueOf(view, 'missed')).toBe('1');
    const [[measure, of, percent, words, stands] = []] = cellsOf(view, 'measures') ?? [];
    expect([measure, of, percent, stands]).toEqual(['New foster carers', '1. Enough foster carers', '36', 'Off track']);
    expect(words).toMatch(/^At this pace \d+ to \d+ of 150 by 31 March 2020\. 150 is reached about /);
    const chair = await home('chair', 'chair');
    expect(notesOf(chair, 'off-track')).toEqual([[target, expect.stringContaining('At this pace')]]);
  });

  it('tell the administrator which calendars end within a year, who leaves, and what nobody read', async () => {
    const view = await home('administrator', 'administrator');
    const medway = cellsOf(view, 'calendars')?.find(([title]) => title?.includes('Medway'));
    expect(medway?.[2]).toBe('Ends within a year');
    expect(Number(valueOf(view, 'ending'))).toBeGreaterThan(0);
    expect(cellsOf(view, 'rules')?.length).toBe(Number(valueOf(view, 'unread')));
    const { body } = await service.as('administrator')<PeopleView>('GET', '/api/people');
    expect(Number(valueOf(view, 'people'))).toBe(body.people.length);
    const vacant = await service.as('administrator')<PostListView>('GET', '/api/posts?vacant=true');
    expect(Number(valueOf(view, 'vacant'))).toBe(vacant.body.posts.length);
    const opens = view.figures.map(({ key, href }) => [key, href]);
    expect(opens).toContainEqual(['people', '/people']);
    expect(opens).toContainEqual(['vacant', '/posts?show=vacant']);
  });
});
