import {
  addEvidence,
  addRecord,
  completeRecord,
  createWorkItem,
  latestDeadline,
  listTransitions,
  maySee,
  passTime,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Facts,
  type Fields,
  type PartState,
  type WorkItem,
} from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { actor, cardFacts, director } from '../testing/card-facts.js';
import { loadLibrary } from './index.js';

const { definitions } = loadLibrary();
const lead = actor('plan-lead', ['fostering-plan-lead']);
const owner: Actor = {
  kind: 'person',
  personId: 'person-owner',
  name: 'owner',
  roles: [],
  posts: ['head-of-fostering'],
};

function factsOf(workflow: string) {
  const definition = definitions.find((each) => each.definition.key === workflow)?.definition;
  if (!definition) throw new Error(`There is no ${workflow}.`);
  return (on: string, who: Actor = lead, parts: readonly PartState[] = []): Facts => ({
    ...cardFacts(on, who),
    definition,
    parts,
  });
}

const targetFacts = factsOf('business-plan-target');
const actionFacts = factsOf('business-plan-action');
const note = { title: 'The report', note: 'What was counted', link: null, file: null };

function item(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

function create(facts: Facts, fields: Fields): WorkItem {
  const command = { id: 'one', reference: 'XX-2018-001', title: 'One', fields, ownerPost: 'head-of-fostering' };
  return item(createWorkItem(command, facts));
}

function move(of: WorkItem, facts: Facts, transition: string, fields: Fields = {}): Decision {
  const { reason, ...rest } = fields;
  return transitionWorkItem(of, { transition, fields: rest, reason: reason as string | undefined }, facts);
}

/** Lets every check-in and limit that lapses by a day lapse, one after the other. */
function until(of: WorkItem, on: string, facts: (on: string) => Facts): WorkItem {
  let now = of;
  for (let round = 0; round < 50; round += 1) {
    const decision = passTime(now, facts(on));
    if (!decision?.allowed || JSON.stringify(decision.change.item) === JSON.stringify(now)) return now;
    now = decision.change.item;
  }
  return now;
}

const checkIns = ({ deadlines }: WorkItem) =>
  deadlines.filter(({ key }) => key === 'check-in').map(({ status, dueOn }) => [status, dueOn]);

const planned = () =>
  create(targetFacts('2018-04-03'), {
    plan: 'Kent Fostering Service business plan',
    period: 'April 2018 - March 2019',
    startsOn: '2018-04-01',
    endsOn: '2019-03-31',
    number: 4,
    standards: '13.1, 21.1, 21.2, 21.5',
  });

function withCarers(): WorkItem {
  const measure = {
    name: 'New foster carers',
    unit: 'foster carers',
    baseline: 0,
    baselineOn: '2018-04-01',
    target: 150,
    targetOn: '2019-03-31',
    polarity: 'H',
    kind: 'cumulative',
  };
  return item(addRecord(planned(), 'measures', measure, targetFacts('2018-04-03')));
}

function count(of: WorkItem, on: string, value: number, parts: readonly PartState[] = []): WorkItem {
  return item(addRecord(of, 'actuals', { measure: 1, on, value }, targetFacts(on, lead, parts)));
}

describe('a target of the plan', () => {
  it('moves by itself to where its third actual puts it, and stays where an actual changes nothing', () => {
    const two = count(count(withCarers(), '2018-06-30', 38), '2018-09-30', 76);
    expect(two.state).toBe('planned');
    const three = count(two, '2018-12-31', 115);
    expect(three).toMatchObject({ state: 'on-track', doneBy: { assess: 'person-plan-lead' } });
    const again = addRecord(three, 'actuals', { measure: 1, on: '2019-01-31', value: 128 }, targetFacts('2019-01-31'));
    expect(again).toMatchObject({ change: { event: { type: 'record-added' }, item: { state: 'on-track' } } });
    expect(count(three, '2019-02-28', 130).state).toBe('at-risk');
    expect(count(two, '2018-12-31', 80).state).toBe('off-track');
  });

  it('is as its late actions are, where those are worse', () => {
    const late = { state: 'in-progress', closed: false, overdue: true };
    const two = count(count(withCarers(), '2018-06-30', 38), '2018-09-30', 76);
    expect(count(two, '2018-12-31', 115, [late, late]).state).toBe('off-track');
    const moved = move(planned(), targetFacts('2018-10-01', lead, [late]), 'assess');
    expect(item(moved).state).toBe('at-risk');
    expect(move(planned(), targetFacts('2018-10-01'), 'assess')).toMatchObject({ refusal: { kind: 'state' } });
  });

  it('can be said to stand otherwise, with the reason on record', () => {
    const off = count(count(count(withCarers(), '2018-06-30', 20), '2018-09-30', 40), '2018-12-31', 60);
    const facts = targetFacts('2019-01-09');
    expect(move(off, facts, 'override', { state: 'at-risk' })).toMatchObject({
      refusal: { kind: 'missing', missing: [{ field: 'why' }] },
    });
    const over = item(move(off, facts, 'override', { state: 'at-risk', why: 'Thirty are in assessment' }));
    expect(over).toMatchObject({
      state: 'at-risk',
      records: {
        overrides: [{ fields: { state: 'at-risk', why: 'Thirty are in assessment', givenOn: '2019-01-09' } }],
      },
    });
    expect(count(over, '2019-01-31', 65).state).toBe('off-track');
  });

  it('has one end, whatever state it passes, and a check-in each quarter that stays missed', () => {
    const target = until(withCarers(), '2018-07-02', targetFacts);
    expect(checkIns(target)).toEqual([
      ['missed', '2018-06-30'],
      ['running', '2018-09-30'],
    ]);
    const told = item(addRecord(target, 'checkIns', { text: 'Events were held' }, targetFacts('2018-07-03')));
    expect(checkIns(told).slice(1)).toEqual([
      ['met', '2018-09-30'],
      ['running', '2018-12-31'],
    ]);
    const off = count(count(count(told, '2018-07-31', 20), '2018-09-30', 40), '2018-12-31', 60);
    const end = latestDeadline(off.deadlines, 'endsOn');
    expect(end).toMatchObject({ occurrence: 1, status: 'running', dueOn: '2019-03-31', startedOn: '2018-04-03' });
  });

  it('is achieved with evidence, by somebody else than whoever brought it there', () => {
    const on = count(count(count(withCarers(), '2018-06-30', 60), '2018-09-30', 100), '2018-12-31', 150);
    expect(move(on, targetFacts('2019-01-09'), 'achieve')).toMatchObject({
      refusal: { missing: [{ field: 'found' }, { field: 'evidence' }, { field: 'secondPerson' }] },
    });
    const shown = item(addEvidence(on, note, targetFacts('2019-01-09')));
    const done = move(shown, targetFacts('2019-01-10', director), 'achieve', { found: '150 carers' });
    expect(item(done)).toMatchObject({ state: 'achieved', closed: true, nextDueOn: null });
  });

  it('that is not achieved stays open until it is carried over or given up', () => {
    const missed = item(
      move(withCarers(), targetFacts('2019-04-03'), 'not-achieve', { found: '118 of 150', reason: 'The year is over' }),
    );
    expect(missed).toMatchObject({ state: 'not-achieved', closed: false, nextDueOn: '2019-05-03' });
    expect(move(missed, targetFacts('2019-04-04'), 'give-up', { reason: 'No more' })).toMatchObject({
      refusal: { kind: 'forbidden' },
    });
    const carried = { carriedInto: 'The plan of 2019-20', successor: 'BT-2019-001', reason: 'It is needed' };
    expect(item(move(missed, targetFacts('2019-04-04'), 'carry-over', carried))).toMatchObject({
      state: 'carried-over',
      closed: true,
    });
    expect(item(move(missed, targetFacts('2019-04-04', director), 'give-up', { reason: 'No more' })).state).toBe(
      'given-up',
    );
  });

  it('ends a measure that is no longer asked, and begins another', () => {
    const ended = completeRecord(
      withCarers(),
      { kind: 'measures', no: 1 },
      { endedOn: '2019-05-07', endedWhy: 'A second year' },
      targetFacts('2019-05-07'),
    );
    expect(item(ended).records['measures']?.[0]?.fields).toMatchObject({ target: 150, endedOn: '2019-05-07' });
  });

  it('is for the panel to see, and its actions are not', () => {
    const chair = actor('chair', []);
    const { definition } = targetFacts('2018-04-03');
    expect(maySee(planned(), definition, chair)).toBe(true);
    expect(maySee(begun(), actionFacts('2018-04-03').definition, chair)).toBe(false);
    expect(listTransitions(planned(), targetFacts('2018-04-03', chair)).every(({ allowed }) => !allowed)).toBe(true);
  });
});

function begun(fields: Fields = {}): WorkItem {
  return create(actionFacts('2018-04-04'), {
    target: 'BT-2018-004',
    code: '4.4.2',
    action: 'Carers are asked',
    reading: 'date',
    dueOn: '2018-07-31',
    recurrence: 'once',
    ...fields,
  });
}

function submitted(): WorkItem {
  const started = item(move(begun(), actionFacts('2018-05-01', owner), 'start'));
  const shown = item(addEvidence(started, note, actionFacts('2018-07-20', owner)));
  return item(move(shown, actionFacts('2018-07-20', owner), 'submit'));
}

describe('an action of the plan', () => {
  it('is due on its day from the first state on, and asks nothing in between where it is done once', () => {
    const started = item(move(begun(), actionFacts('2018-05-01', owner), 'start'));
    expect(latestDeadline(started.deadlines, 'dueOn')).toMatchObject({
      occurrence: 1,
      status: 'running',
      dueOn: '2018-07-31',
      startedOn: '2018-04-04',
    });
    expect(checkIns(started)).toEqual([]);
  });

  it('that comes round asks in each period, and a missed check-in stays', () => {
    const monthly = begun({ reading: 'recurrence', recurrence: 'month', dueOn: '2019-03-31' });
    const started = item(move(monthly, actionFacts('2018-04-09', owner), 'start'));
    const lapsed = until(started, '2018-06-04', (on) => actionFacts(on));
    const done = item(
      addRecord(lapsed, 'checkIns', { text: 'Five audits', count: 5 }, actionFacts('2018-06-05', owner)),
    );
    expect(checkIns(done).filter(([status]) => status !== 'cancelled')).toEqual([
      ['missed', '2018-04-30'],
      ['missed', '2018-05-31'],
      ['met', '2018-06-30'],
      ['running', '2018-07-31'],
    ]);
    expect(checkIns(begun({ recurrence: 'half-year' }))).toEqual([['running', '2018-09-30']]);
    expect(checkIns(begun({ recurrence: 'year' }))).toEqual([['running', '2019-03-31']]);
  });

  it('is not reviewed by whoever submitted the evidence, whatever role they have', () => {
    const both: Actor = { ...(owner as Extract<Actor, { kind: 'person' }>), roles: ['plan-lead'] };
    for (const transition of ['approve', 'return']) {
      expect(move(submitted(), actionFacts('2018-07-23', both), transition, { reason: 'So' })).toMatchObject({
        refusal: {
          kind: 'missing',
          missing: [
            { field: 'secondPerson' },
            { field: 'evidence', text: 'Somebody else than whoever submitted the evidence reviews it.' },
          ],
        },
      });
    }
    expect(move(submitted(), actionFacts('2018-07-23', owner), 'approve')).toMatchObject({
      refusal: { kind: 'forbidden' },
    });
    expect(item(move(submitted(), actionFacts('2018-07-23', lead), 'approve'))).toMatchObject({
      state: 'achieved',
      closed: true,
    });
  });

  it('needs evidence to be submitted, and a review in ten working days', () => {
    const started = item(move(begun(), actionFacts('2018-05-01', owner), 'start'));
    expect(move(started, actionFacts('2018-07-20', owner), 'submit')).toMatchObject({
      refusal: { missing: [{ field: 'evidence' }] },
    });
    expect(submitted()).toMatchObject({ state: 'evidence-submitted', nextDueOn: '2018-08-03' });
  });

  it('that is returned goes on, by the same day', () => {
    const returned = item(move(submitted(), actionFacts('2018-07-23', lead), 'return', { reason: 'A draft' }));
    expect(returned).toMatchObject({ state: 'returned', nextDueOn: '2018-07-31' });
    const resumed = item(move(returned, actionFacts('2018-07-24', owner), 'resume'));
    expect(resumed).toMatchObject({ state: 'in-progress', nextDueOn: '2018-07-31' });
    expect(latestDeadline(resumed.deadlines, 'dueOn')).toMatchObject({ occurrence: 2 });
  });

  it('is carried over or cancelled by the plan’s lead alone, with a reason', () => {
    const carried = { carriedInto: 'The plan of 2019-20', reason: 'Not done' };
    expect(move(begun(), actionFacts('2019-04-02', owner), 'carry-over', carried)).toMatchObject({
      refusal: { kind: 'forbidden' },
    });
    expect(item(move(begun(), actionFacts('2019-04-02'), 'carry-over', carried)).state).toBe('carried-over');
    expect(move(begun(), actionFacts('2019-04-02'), 'cancel')).toMatchObject({
      refusal: { missing: [{ field: 'reason' }] },
    });
    expect(item(move(begun(), actionFacts('2019-04-02'), 'cancel', { reason: 'No money' })).state).toBe('cancelled');
  });

  it('was not done by being carried over or cancelled: its day is missed, or no longer asked', () => {
    const dueOn = (on: string, how: string, fields: object) =>
      latestDeadline(item(move(begun(), actionFacts(on), how, { reason: 'Not done', ...fields })).deadlines, 'dueOn');
    expect(dueOn('2019-04-02', 'carry-over', { carriedInto: 'The plan of 2019-20' })).toMatchObject({
      status: 'missed',
    });
    expect(dueOn('2018-07-24', 'cancel', {})).toMatchObject({ status: 'cancelled', metOn: null });
  });

  it('of one team of many is part of the whole', () => {
    expect(begun({ partOfAction: 'BA-2018-035' }).fields).toMatchObject({
      target: 'BT-2018-004',
      partOfAction: 'BA-2018-035',
    });
  });
});
