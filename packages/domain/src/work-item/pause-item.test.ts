import { describe, expect, it } from 'vitest';
import {
  addRecord,
  escalateItem,
  passTime,
  suspendItem,
  transitionWorkItem,
  type Facts,
  type WorkItem,
} from '../index.js';
import { aSearch, anItem, changed, facts, later, refused } from '../../testing/index.js';

const known = facts({ definition: aSearch() }); // Tuesday 10 July 2018
const reviewOn = '2018-09-03';

function step(item: WorkItem, transition: string, at: Facts, fields = {}): WorkItem {
  return changed(transitionWorkItem(item, { transition, fields }, at));
}

function searching(): WorkItem {
  const agreed = changed(addRecord(anItem({}, known), 'consents', { to: 'search', given: true }, known));
  return step(agreed, 'search', known);
}

const pause = (item: WorkItem, at: Facts) => step(item, 'pause', at, { reviewOn, reason: 'Exams' });
const due = (item: WorkItem, key: string) => item.deadlines.findLast((each) => each.key === key);

describe('a pause of ten days', () => {
  const began = later(known, 1);
  const paused = pause(searching(), began);
  const back = step(paused, 'resume', later(began, 10));

  it('suspends every limit that runs, and leaves the review date as the next one', () => {
    expect(paused).toMatchObject({ state: 'paused', returnsTo: 'searching', nextDueOn: reviewOn });
    expect(paused.deadlines.map(({ key, status }) => [key, status])).toEqual([
      ['consent', 'met'],
      ['search', 'suspended'],
      ['progress', 'suspended'],
      ['reviewOn', 'running'],
    ]);
  });

  it('goes back to where it stood and moves each date by the days out, as its receipt says', () => {
    expect(back).toMatchObject({ state: 'searching', returnsTo: null });
    // 20 working days from 10 July are 7 August; 8 of the 10 days out, from 11 to 20 July, were working days.
    expect(due(searching(), 'search')?.dueOn).toBe('2018-08-07');
    expect(due(back, 'search')).toMatchObject({ status: 'running', dueOn: '2018-08-17' });
    expect(due(searching(), 'progress')?.dueOn).toBe('2018-08-07');
    expect(due(back, 'progress')).toMatchObject({ status: 'running', dueOn: '2018-08-17' });
    expect(due(back, 'search')?.receipt.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/11 July 2018 to 20 July 2018.*paused/),
    );
  });

  it('is no breach: nothing fires while it lasts, and nothing was missed', () => {
    const long = later(began, 50);
    expect(refused(passTime(paused, long)).kind).toBe('state');
    expect(back.deadlines.every(({ status }) => status !== 'missed')).toBe(true);
    expect(due(back, 'reviewOn')).toMatchObject({ status: 'met' });
  });

  it('that ends on the day it began moves nothing', () => {
    const same = step(paused, 'resume', began);
    expect(due(same, 'search')).toMatchObject({ status: 'running', dueOn: '2018-08-07', suspensions: [] });
  });

  it('may end for good: what stood still is cancelled, not missed', () => {
    const ended = step(paused, 'withdraw', later(began, 60));
    expect(ended).toMatchObject({ closed: true, nextDueOn: null });
    expect(ended.deadlines.map(({ key, status }) => [key, status])).toEqual([
      ['consent', 'met'],
      ['search', 'cancelled'],
      ['progress', 'cancelled'],
      ['reviewOn', 'met'],
    ]);
  });
});

it('a limit that was late before the pause is missed where the pause ends for good: a pause hides no breach', () => {
  const late = pause(searching(), later(known, 40)); // the search was due on 7 August
  expect(due(late, 'search')).toMatchObject({ status: 'running', dueOn: '2018-08-07' });
  const ended = step(late, 'withdraw', later(known, 45));
  expect(due(ended, 'search')).toMatchObject({ status: 'missed' });
});

it('the answer of a level stands still as well, and gets the days out back', () => {
  const raised = changed(escalateItem(searching(), { level: 1 }, known));
  expect(due(raised, 'escalation-answer')?.dueOn).toBe('2018-07-24');
  const paused = pause(raised, later(known, 1));
  expect(due(paused, 'escalation-answer')?.status).toBe('suspended');
  const back = step(paused, 'resume', later(known, 11));
  expect(due(back, 'escalation-answer')).toMatchObject({ status: 'running', dueOn: '2018-08-03' });
});

it('holds what was suspended on another ground before, also when that ground ends during the pause', () => {
  const ground = { ground: 'The child is abroad', from: '2018-07-11' };
  const abroad = changed(suspendItem(searching(), { deadline: 'search', ...ground }, later(known, 1)));
  const paused = pause(abroad, later(known, 40)); // the date of 7 August stood still and lies behind
  const backHome = changed(
    suspendItem(paused, { deadline: 'search', ...ground, resumes: '2018-08-24' }, later(known, 45)),
  );
  expect(due(backHome, 'search')?.status).toBe('suspended');
  expect(due(step(backHome, 'resume', later(known, 50)), 'search')).toMatchObject({
    status: 'running',
    dueOn: '2018-09-25',
  });
});

it('brings nothing into view that was kept to a few, or hidden from some, where it stood', () => {
  const { states } = aSearch();
  const kept = { ...states['searching']!, restricted: true, hiddenFrom: ['chair'] };
  const closely = facts({ definition: aSearch({ states: { ...states, searching: kept } }) });
  const agreed = changed(addRecord(anItem({}, closely), 'consents', { to: 'search', given: true }, closely));
  const few = step(agreed, 'search', closely);
  const paused = pause(few, closely);
  expect(few.restrictedTo).not.toBeNull();
  expect(paused).toMatchObject({ restrictedTo: few.restrictedTo, hiddenFrom: ['chair'] });
  expect(step(paused, 'resume', closely)).toMatchObject({ restrictedTo: few.restrictedTo, hiddenFrom: ['chair'] });
});
