import { dashboardKeys } from '@kept/contracts';
import type { DashboardListView, DashboardView, WorkCountsView, WorkItemListView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { brokenAnchors, countOfList, untrueFigures } from '../../testing/homes.js';
import { openService, type Service } from '../../testing/service.js';

describe('homes', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  const home = (persona: Parameters<Service['as']>[0], key: string) =>
    service.as(persona)<DashboardView>('GET', `/api/dashboards/${key}`);

  it('are for those who are signed in, and for those whose home it is', async () => {
    expect((await service.ask('GET', '/api/dashboards/officer')).status).toBe(401);
    expect((await home('chair', 'virtual-school')).status).toBe(403);
    expect((await home('officer', 'nobody')).status).toBe(400);
  });

  it.each([
    ['officer', 'officer'],
    ['caseworker', 'virtual-school'],
    ['sen-officer', 'sen-officer'],
    ['coordinator', 'coordinator'],
    ['chair', 'chair'],
    ['plan-lead', 'plan-lead'],
    ['director', 'director'],
    ['participation', 'participation'],
    ['administrator', 'administrator'],
  ] as const)('%s opens %s, also when there is nothing in it', async (persona, key) => {
    const { status, body } = await home(persona, key);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ key, asOf: '2020-02-17' });
    const { body: list } = await service.as(persona)<DashboardListView>('GET', '/api/dashboards');
    expect(list.dashboards.map((each) => each.key)).toContain(key);
    expect(list.own).toBe(key);
    expect(brokenAnchors(body)).toEqual([]);
  });

  it('let the auditor open every one', async () => {
    const { body } = await service.as('auditor')<DashboardListView>('GET', '/api/dashboards');
    expect(body.dashboards.map(({ key }) => key)).toEqual(dashboardKeys);
    expect(body.own).toBe('officer');
  });

  it('count what the lists behind their figures show', async () => {
    await raiseCard(service.as('participation'), 'One');
    await raiseCard(service.as('participation'), 'Two');
    const { body } = await home('participation', 'participation');
    const figure = body.figures.find(({ key }) => key === 'challenge-card-raised');
    expect(figure?.value).toBe('2');
    expect(await countOfList(service.as('participation'), figure?.href ?? '')).toBe(2);
    expect(await untrueFigures(service.as('participation'), body)).toEqual([]);
    // Nobody has screened them: they are not the panel's yet, and not counted there either.
    expect(new Set((await home('chair', 'chair')).body.figures.map(({ value }) => value))).toEqual(new Set(['0']));
  });

  it('count what is open of each workflow that somebody sees, and how much of it is late', async () => {
    expect((await service.ask('GET', '/api/work-counts')).status).toBe(401);
    const counts = async (persona: Parameters<Service['as']>[0]) =>
      (await service.as(persona)<WorkCountsView>('GET', '/api/work-counts')).body.counts;
    expect(await counts('participation')).toContainEqual({ workflow: 'challenge-card', open: 2, late: 0 });
    const chair = await counts('chair');
    expect(chair).toContainEqual({ workflow: 'challenge-card', open: 0, late: 0 });
    expect(chair.map(({ workflow }) => workflow)).not.toContain('ehcp-escalation');
  });

  it('narrow a list by a field, a level, or the rule of what is stalled', async () => {
    const officer = service.as('officer');
    const list = (query: string) =>
      officer<WorkItemListView>('GET', `/api/work-items?workflow=challenge-card&${query}`);
    expect((await list('field=raisedBy:ocypc')).body.items).toHaveLength(2);
    expect((await list('field=raisedBy:super-council')).body.items).toHaveLength(0);
    expect((await list('field=raisedBy:ocypc|super-council')).body.items).toHaveLength(2);
    expect((await list('state=raised,triaged')).body.items).toHaveLength(2);
    expect((await list('state=triaged,presented')).body.items).toHaveLength(0);
    expect((await list('level=0')).body.items).toHaveLength(2);
    expect((await list('stalled=true')).body.items).toEqual([]);
    for (const wrong of ['field=cost:5', 'field=nothing:1', 'level=x', 'stalled=no', 'state=raised,', 'state=,']) {
      expect((await list(wrong)).status, wrong).toBe(400);
    }
  });
});
