import { explainAssessment } from '@kept/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openForSeeding, readerOf, type DemoReader } from '../../testing/seeded-demo.js';
import { demoOpens, seedDemo } from './seed-demo.js';

// The fostering plan as it stands when the demo opens, on 17 February 2020: its year is over by ten months.
let demo: DemoReader;
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openForSeeding();
  close = opened.close;
  await seedDemo(opened.databases, demoOpens);
  demo = readerOf(opened.databases);
}, 120_000);
afterAll(() => close());

it('stands in ten targets: what became of four is open, and one goes on for a second year', async () => {
  const targets = await demo.all('business-plan-target');
  expect(targets.map(({ fields, state }) => [fields['number'], state])).toEqual([
    [1, 'carried-over'],
    [2, 'carried-over'],
    [3, 'achieved'],
    [4, 'at-risk'],
    [5, 'carried-over'],
    [6, 'achieved'],
    [7, 'achieved'],
    [8, 'off-track'],
    [9, 'not-achieved'],
    [10, 'off-track'],
  ]);
  const open = targets.filter(({ closed }) => !closed).map(({ fields, nextDueOn }) => [fields['number'], nextDueOn]);
  expect(open).toEqual([
    [4, '2020-03-31'],
    [8, '2019-03-31'],
    [9, '2019-06-07'],
    [10, '2019-03-31'],
  ]);
});

it('forecasts the second year of the 150 households by their pace of late', async () => {
  const { item, facts } = await demo.read('BT-2018-004');
  const { assessment, reasons } = explainAssessment(item, facts.parts ?? [], facts.today);
  expect(assessment).toBe('at-risk');
  expect(reasons.map(({ about, no }) => [about, no])).toEqual([
    ['measure', 2],
    ['actions', undefined],
  ]);
  expect(reasons[0]?.text).toContain('At this pace 145 to 162 of 150 by 31 March 2020.');
  const end = item.deadlines.find(({ key }) => key === 'endsOn');
  expect(end).toMatchObject({ calculatedOn: '2019-03-31', agreedOn: '2020-03-31', status: 'running' });
});

it('has eighty actions, seven of them one for each team, and knows them as parts of their targets', async () => {
  const actions = await demo.all('business-plan-action');
  expect(actions).toHaveLength(80);
  const states = new Set(actions.map(({ state }) => state));
  expect(states).toEqual(
    new Set(['in-progress', 'evidence-submitted', 'returned', 'achieved', 'carried-over', 'cancelled']),
  );
  expect(
    actions.filter(
      ({ fields }) => fields['partOfAction'] === actions.find((each) => each.fields['code'] === '5.1.1')?.reference,
    ),
  ).toHaveLength(7);
  const { facts } = await demo.read('BT-2018-008');
  expect(facts.parts).toHaveLength(8);
});

it('keeps the months in which nobody audited', async () => {
  const actions = await demo.all('business-plan-action');
  const months = (code: string) =>
    actions
      .find(({ fields }) => fields['code'] === code)
      ?.deadlines.filter(({ key, status }) => key === 'check-in' && status !== 'cancelled')
      .map(({ status }) => status);
  expect(months('5.1.1-1')).toEqual(Array<string>(11).fill('met'));
  expect(months('5.1.1-2')?.filter((status) => status === 'missed')).toHaveLength(1);
  expect(months('5.1.1-7')).toEqual(Array<string>(12).fill('missed'));
});
