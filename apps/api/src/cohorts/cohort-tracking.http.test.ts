import type { CohortChildrenView, CohortView, WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractForm, januaryExtract } from '../../testing/extract.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/cohorts/virtual-school';

describe('a child of the cohort', () => {
  let service: Service;
  let caseworker: Client;
  beforeAll(async () => {
    service = await openService();
    caseworker = service.as('caseworker');
    await caseworker('POST', `${path}/imports`, extractForm(januaryExtract(), { asOn: '2020-01-31' }));
  });
  afterAll(() => service.close());

  const timetables = async (who: Client, query = ''): Promise<CohortChildrenView> =>
    (await who<CohortChildrenView>('GET', `${path}/children?reason=reduced-timetable&plan=with${query}`)).body;
  const untracked = async (): Promise<(number | null)[]> => {
    const { untracked: figures } = (await caseworker<CohortView>('GET', path)).body;
    const row = figures.rows.find(({ reason }) => reason === 'reduced-timetable');
    return [row?.all.count, row?.withPlan.count, row?.withoutPlan.count].map((count) => count ?? null);
  };
  const child = async (who: Client) =>
    (await timetables(who)).children.find(({ reference }) => reference === 'KC-EE-10');

  it('is tracked from the moment that somebody begins an escalation, until that is closed', async () => {
    expect(await untracked()).toEqual([19, 6, 13]);
    expect(await child(caseworker)).toMatchObject({ tracked: false, trackedBy: null, mayTrack: true });
    expect(await child(service.as('auditor'))).toMatchObject({ mayTrack: false });
    const begun = await caseworker<WorkItemView>('POST', '/api/work-items', {
      body: {
        workflow: 'ehcp-escalation',
        ownerPost: 'virtual-school-caseworker',
        title: 'A full timetable',
        fields: {
          caseReference: 'KC-EE-10',
          yearGroup: 10,
          area: 'south',
          reducedTimetable: true,
          senArea: 'area-sen-manager',
          maintainingAuthority: 'Kent',
        },
      },
    });
    expect(begun.status).toBe(201);
    const { reference } = begun.body;
    expect(await child(caseworker)).toMatchObject({ tracked: true, trackedBy: reference, mayTrack: false });
    expect(await untracked()).toEqual([18, 5, 13]);
    expect((await timetables(caseworker, '&tracked=true')).children).toHaveLength(1);
    // An officer sees that it is tracked, and not by what: a child's case is not theirs.
    expect(await child(service.as('officer'))).toMatchObject({ tracked: true, trackedBy: null });

    const left = await service.as('area-lead')('POST', `/api/work-items/${reference}/transitions`, {
      body: { transition: 'leave', fields: { exit: 'left-care', exitOn: '2020-02-17' }, reason: 'No longer in care' },
    });
    expect([left.status, left.text]).toEqual([200, expect.any(String)]);
    expect(await untracked()).toEqual([19, 6, 13]);
  });

  it('of a month gone by is tracked as it was on that month’s own day', async () => {
    const sent = extractForm(januaryExtract(), { asOn: '2020-02-14' });
    expect((await caseworker('POST', `${path}/imports`, sent)).status).toBe(201);
    await caseworker('POST', '/api/work-items', {
      body: {
        workflow: 'ehcp-escalation',
        ownerPost: 'virtual-school-caseworker',
        title: 'Another full timetable',
        fields: {
          caseReference: 'KC-EE-11',
          yearGroup: 10,
          area: 'south',
          senArea: 'area-sen-manager',
          maintainingAuthority: 'Kent',
        },
      },
    });
    expect((await timetables(caseworker, '&tracked=true')).total).toBe(1);
    expect((await timetables(caseworker, '&tracked=true&on=2020-01-31')).total).toBe(0);
  });
});
