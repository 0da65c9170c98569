import { addEvidence, createWorkItem, transitionWorkItem, type Actor, type Fields, type WorkItem } from '@kept/domain';
import { expect, it } from 'vitest';
import { areaLead, caseFacts, caseworker, changed } from '../testing/case-facts.js';

const facts = (on: string, who: Actor = caseworker) => caseFacts('post-16-destination', on, who);

/** What is entered on a form, and by whom where it is not the caseworker. */
type Form = { by?: Actor; reason?: string; [field: string]: unknown };

function move(item: WorkItem, on: string, transition: string, { by, reason, ...fields }: Form = {}): WorkItem {
  return changed(transitionWorkItem(item, { transition, fields: fields as Fields, reason }, facts(on, by)));
}

function tracked(): WorkItem {
  const fields = { caseReference: 'L-0902', area: 'east' };
  return changed(createWorkItem({ id: 'case', reference: '', title: 'After school', fields }, facts('2019-09-02')));
}

const offered = () =>
  move(tracked(), '2019-09-16', 'offer', { destination: 'education', provider: 'A college', startsOn: '2019-09-23' });
const started = () => move(offered(), '2019-09-24', 'start', { startedOn: '2019-09-23' });

it('is tracked until it lasts: three months after it began the virtual school looks again', () => {
  expect([tracked(), offered(), started()].map(({ state, nextDueOn }) => [state, nextDueOn])).toEqual([
    ['without-destination', '2019-09-30'],
    ['offered', '2019-09-23'],
    ['started', '2019-12-23'],
  ]);
  expect(move(started(), '2020-01-06', 'sustain', { sustainedOn: '2020-01-06', by: areaLead })).toMatchObject({
    state: 'sustained',
    closed: true,
  });
});

it('begins again where it comes to nothing, and evidence begins its four weeks anew', () => {
  const again = move(started(), '2019-10-21', 'lose', { reason: 'Left the course' });
  expect(again).toMatchObject({ state: 'without-destination', nextDueOn: '2019-11-18' });
  const visit = { title: 'Visit to a training provider', note: null, link: null, file: null };
  expect(changed(addEvidence(again, visit, facts('2019-11-04'))).nextDueOn).toBe('2019-12-02');
});

it('does not begin its four weeks anew by an offer that comes to nothing', () => {
  const again = move(offered(), '2019-09-23', 'lose', { reason: 'The course is full' });
  expect(again).toMatchObject({ state: 'without-destination', nextDueOn: '2019-09-30' });
});

it('ends without a destination only by decision of the area lead, with a reason', () => {
  expect(transitionWorkItem(tracked(), { transition: 'stop-tracking', fields: {} }, facts('2019-10-01'))).toMatchObject(
    {
      refusal: { kind: 'forbidden' },
    },
  );
  expect(move(tracked(), '2019-10-01', 'stop-tracking', { reason: 'Moved to Scotland', by: areaLead }).closed).toBe(
    true,
  );
});
