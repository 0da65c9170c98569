import { createWorkItem, describePath } from '@kept/domain';
import { expect, it } from 'vitest';
import { caseFacts, changed, referrer } from '../testing/case-facts.js';

it('tells the directors of a missing child at the very hour: levels 1 and 2 that day, level 3 a day later', () => {
  const facts = caseFacts('missing-over-48-hours', '2020-02-14', referrer);
  const fields = { caseReference: 'EX-1042', missingFrom: '2020-02-14', missingAt: '09:30' };
  const item = changed(createWorkItem({ id: 'missing', reference: '', title: 'Missing since Friday', fields }, facts));
  const [limit] = item.deadlines;
  expect(limit).toMatchObject({ key: 'forty-eight-hours', dueOn: '2020-02-16' });
  expect(new Date(limit?.dueAt ?? '').toISOString()).toBe('2020-02-16T09:30:00.000Z');
  const path = limit ? describePath(item, facts.definition, limit, facts) : [];
  expect(path.map(({ level, on }) => [level, on])).toEqual([
    [1, '2020-02-16'],
    [2, '2020-02-16'],
    [3, '2020-02-17'],
  ]);
});
