import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aCreated,
  aDefinition,
  anActor,
  anItem,
  changed,
  facts,
  later,
  limit,
  refused,
  walk,
} from '../../testing/index.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';
import type { StateDefinition, WorkflowDefinition } from '../workflow/definition.js';
import { extendItemDeadline } from '../work-item/extend-item-deadline.js';
import { editWorkItem } from '../work-item/edit-work-item.js';
import { recalculateItem } from '../work-item/recalculate-item.js';
import { suspendItem } from '../work-item/suspend-item.js';
import { transitionWorkItem } from '../work-item/transition-work-item.js';
import { migrateItem, type Migration } from './migrate-item.js';
import { imageOf, restoreItem, type Restoring } from './restore-item.js';

const known = facts(); // Tuesday 10 July 2018
const reason = 'The panel agreed the second version.';

/** The second version, changed so. */
function second(change: (one: WorkflowDefinition) => Partial<WorkflowDefinition>): WorkflowDefinition {
  return aDefinition({ version: 2, ...change(aDefinition()) });
}

function stateOf({ states }: WorkflowDefinition, key: string, rest: Partial<StateDefinition>): StateDefinition {
  return { ...states[key]!, ...rest };
}

const to = (definition: WorkflowDefinition, rest: Partial<Migration> = {}): Migration => ({
  to: definition,
  states: {},
  drops: [],
  reason,
  ...rest,
});

const shorter = second(({ local }) => ({
  local: { ...local, begin: { amount: { amount: 5, unit: 'working-days' } } },
}));
const taken = (item: WorkItem, migration: Migration, at: Facts = known) => changed(migrateItem(item, at, migration));

const back = (item: WorkItem, before: WorkItem, at: Facts, migration: Migration) => {
  const why: Restoring = {
    what: 'workflow',
    key: 'request',
    title: 'Request',
    reason: 'Taken back',
    definition: aDefinition(),
  };
  return restoreItem(item, imageOf(before, item), { ...at, definition: migration.to }, why);
};

describe('an item taken over into a version with a shorter limit', () => {
  // Ten working days from Tuesday 10 July 2018 are 24 July; five are 17 July.
  const item = anItem();

  it('goes by the new limit, and its history and its owner are told', () => {
    const decision = migrateItem(item, known, to(shorter));
    expect(changed(decision)).toMatchObject({
      definitionVersion: 2,
      version: 2,
      state: 'asked',
      ownerPost: item.ownerPost,
    });
    expect(changed(decision).deadlines).toMatchObject([
      { key: 'begin', occurrence: 1, dueOn: '2018-07-17', versions: { workflow: { key: 'request', version: 2 } } },
    ]);
    expect(decision).toMatchObject({
      change: {
        event: {
          type: 'definition-migrated',
          reason,
          fields: { version: { from: 1, to: 2 }, moved: [{ deadline: 'begin', from: '2018-07-24', to: '2018-07-17' }] },
        },
        furtherEvents: [],
        notices: [{ kind: 'date-moved', post: item.ownerPost, dueOn: '2018-07-17' }],
      },
    });
  });

  it('keeps what was agreed, planned and suspended', () => {
    const waited = changed(
      suspendItem(
        item,
        { ground: 'Waiting for the family', from: '2018-07-12', resumes: '2018-07-16' },
        later(known, 2),
      ),
    );
    expect(taken(waited, to(shorter), later(known, 7)).deadlines[0]).toMatchObject({
      dueOn: '2018-07-19',
      suspensions: [{ from: '2018-07-12', resumes: '2018-07-16' }],
    });
    const agreed = changed(extendItemDeadline(item, 'begin', { to: '2018-08-01', reason: 'Holidays' }, known));
    expect(taken(agreed, to(shorter)).deadlines[0]).toMatchObject({
      dueOn: '2018-08-01',
      calculatedOn: '2018-07-17',
      extensions: [{ to: '2018-08-01' }],
    });
  });

  it('is late at once where its new date is past, and fires', () => {
    const late = taken(item, to(shorter), later(known, 9)); // 19 July
    expect(late.deadlines[0]).toMatchObject({ dueOn: '2018-07-17', status: 'running', plan: [{ kind: 'due' }] });
  });

  it('refuses one of that version already, and one that is closed', () => {
    expect(refused(migrateItem(taken(item, to(shorter)), { ...known, definition: shorter }, to(shorter))).kind).toBe(
      'state',
    );
    expect(refused(migrateItem({ ...item, closed: true }, known, to(shorter))).kind).toBe('state');
  });
});

describe('a state that is gone', () => {
  const renamed = second(({ states: { asked, ...others }, transitions }) => ({
    initial: 'raised',
    states: { raised: { ...asked!, label: 'Raised' }, ...others },
    transitions,
  }));

  it('refuses the item where no other takes its place', () => {
    expect(refused(migrateItem(anItem(), known, to(renamed))).missing).toEqual([
      { field: 'states', text: 'There is no state “Asked” any more, and none takes its place.' },
    ]);
  });

  it('puts the item where it was told to, with the same limit running on', () => {
    const after = taken(anItem(), to(renamed, { states: { asked: 'raised' } }));
    expect(after).toMatchObject({ state: 'raised', deadlines: [{ key: 'begin', occurrence: 1, dueOn: '2018-07-24' }] });
    expect(after.deadlines).toHaveLength(1);
  });

  it('refuses a place that would close it', () => {
    expect(refused(migrateItem(anItem(), known, to(renamed, { states: { asked: 'done' } }))).missing).toEqual([
      { field: 'states', text: '“Done” is the end: a migration closes nothing.' },
    ]);
  });
});

describe('values for which the new version has no room', () => {
  const item = anItem({ fields: { question: 'May we?', size: 'large', promisedFor: '2018-07-30' } });
  const without = second(({ fields: { promisedFor: _, ...fields }, local, transitions }) => ({
    fields: { ...fields, size: { ...fields['size']!, of: ['small'] } },
    local: { ...local, do: { amount: { amount: 20, unit: 'working-days' } } },
    transitions: { ...transitions, begin: { ...transitions['begin']!, asks: [] } },
  }));

  it('refuse the item, each named', () => {
    expect(refused(migrateItem(item, known, to(without))).missing).toEqual([
      { field: 'promisedFor', text: '“Promised for” is gone, and what it holds would be lost.' },
      { field: 'size', text: '“Size” is not one of the choices.' },
    ]);
  });

  it('are given up knowingly, and history keeps them', () => {
    const given = migrateItem(item, known, to(without, { drops: ['promisedFor', 'size', 'question'] }));
    // What fits is not given up.
    expect(changed(given).fields).toEqual({ question: 'May we?' });
    expect(given).toMatchObject({
      change: { event: { fields: { dropped: { promisedFor: '2018-07-30', size: 'large' } } } },
    });
    const again = back(changed(given), item, known, to(without));
    expect(changed(again)).toEqual({ ...item, version: 3 });
  });
});

describe('limits that come and go', () => {
  const changedLimits = second(({ states, local }) => ({
    local: { ...local, greet: { label: 'Greet', amount: { amount: 2, unit: 'working-days' } } },
    states: { ...states, asked: stateOf(aDefinition(), 'asked', { limits: [limit({ local: 'greet' })] }) },
  }));

  it('are cancelled where nobody asks them any more, and begin where they are new', () => {
    const decision = migrateItem(anItem(), later(known, 1), to(changedLimits));
    expect(changed(decision).deadlines.map(({ key, status, dueOn }) => [key, status, dueOn])).toEqual([
      ['begin', 'cancelled', '2018-07-24'],
      ['greet', 'running', '2018-07-13'],
    ]);
    expect(decision).toMatchObject({ change: { event: { fields: { began: ['greet'], ended: ['begin'] } } } });
  });

  it('leave what was met as it was', () => {
    const doing = changed(
      transitionWorkItem(anItem(), { transition: 'begin', fields: { director: 'head-of-service' } }, known),
    );
    const after = taken(doing, to(shorter), later(known, 1));
    expect(after.deadlines[0]).toBe(doing.deadlines[0]);
    expect(after.deadlines.map(({ key, dueOn }) => [key, dueOn])).toEqual(
      doing.deadlines.map(({ key, dueOn }) => [key, dueOn]),
    );
  });

  it('plan the reminders that are new, also where the date stays', () => {
    const reminding = second(({ states }) => ({
      states: {
        ...states,
        asked: stateOf(aDefinition(), 'asked', {
          limits: [limit({ local: 'begin', reminders: [{ amount: -2, unit: 'working-days' }] })],
        }),
      },
    }));
    expect(taken(anItem(), to(reminding)).deadlines[0]?.plan).toMatchObject([
      { kind: 'reminder', mark: '-2wd', at: '2018-07-20T07:00:00.000Z' },
      { kind: 'due' },
    ]);
  });

  it('count from where the new version says', () => {
    const fromAsking = second(({ states }) => ({
      states: {
        ...states,
        asked: stateOf(aDefinition(), 'asked', { limits: [limit({ local: 'begin', origin: { from: 'askedOn' } })] }),
      },
    }));
    const item = anItem({ fields: { question: 'May we?', askedOn: '2018-07-03' } });
    expect(taken(item, to(fromAsking)).deadlines[0]).toMatchObject({ startedOn: '2018-07-03', dueOn: '2018-07-17' });
    expect(refused(migrateItem(anItem(), known, to(fromAsking))).missing).toEqual([
      { field: 'askedOn', text: 'The date is missing: Asked on.' },
    ]);
  });
});

describe('taken back', () => {
  const item = anItem();
  const after = taken(item, to(shorter));

  it('has its old bytes, and its owner is told again', () => {
    const decision = back(after, item, later(known, 1), to(shorter));
    expect(changed(decision)).toEqual({ ...item, version: 3 });
    expect(decision).toMatchObject({
      change: {
        event: { type: 'definition-migrated', fields: { version: { from: 2, to: 1 } } },
        notices: [{ kind: 'date-moved', dueOn: '2018-07-24' }],
      },
    });
  });

  it('is refused once it went on, was given another date, or was closed', () => {
    const at = { ...later(known, 1), definition: shorter };
    const image = imageOf(item, after);
    const why: Restoring = { what: 'workflow', key: 'request', title: 'Request', reason, definition: aDefinition() };
    const because = (now: WorkItem) => refused(restoreItem(now, image, at, why)).detail;
    const begun = changed(
      transitionWorkItem(after, { transition: 'begin', fields: { director: 'head-of-service' } }, at),
    );
    expect(because(begun)).toBe('has moved on since');
    const extended = changed(extendItemDeadline(after, 'begin', { to: '2018-08-01', reason: 'Holidays' }, at));
    expect(because(extended)).toBe('has a date that was met, closed or changed since');
    expect(because({ ...after, closed: true })).toBe('has been closed since');
  });

  it('is refused where a value came in that the old version has no room for', () => {
    const wider = second(({ fields }) => ({
      fields: { ...fields, note: { type: 'text', label: 'Note', required: false, plain: false } },
    }));
    const widened = taken(item, to(wider));
    const at = { ...known, definition: wider };
    const noted = changed(editWorkItem(widened, { fields: { note: 'New' } }, at));
    const why: Restoring = { what: 'workflow', key: 'request', title: 'Request', reason, definition: aDefinition() };
    expect(refused(restoreItem(noted, imageOf(item, widened), at, why)).detail).toMatch(/“Note” is gone/);
  });
});

describe('wherever an item stands', () => {
  const step = fc.record({ command: fc.nat(17), pick: fc.nat(40), days: fc.nat(12) });
  const everybody = anActor(['officer', 'director'], ['lead', 'clerk', 'head-of-service', 'corporate-director']);
  const walked = (steps: readonly { command: number; pick: number; days: number }[]) => {
    const base = facts({ actor: everybody });
    const last = walk(aCreated(base), steps, base).at(-1);
    const walkedTo =
      last === undefined ? aCreated(base) : last.decision.allowed ? last.decision.change.item : last.before;
    const at = last?.facts ?? base;
    // A walk may have moved a calendar for one step; over those of the last one this is where it stands.
    const settled = recalculateItem(walkedTo, at);
    return { item: settled.allowed ? settled.change.item : walkedTo, at };
  };
  const datesOf = ({ deadlines }: WorkItem) =>
    deadlines.map(({ key, occurrence, dueOn, dueAt, status, plan }) => [key, occurrence, dueOn, dueAt, status, plan]);

  it('a version that says the same moves nothing, and taken back gives equal bytes', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { item, at } = walked(steps);
        fc.pre(!item.closed);
        const same = to(aDefinition({ version: 2 }));
        const after = taken(item, same, at);
        expect(datesOf(after)).toEqual(datesOf(item));
        expect(after).toMatchObject({ state: item.state, ownerPost: item.ownerPost, fields: item.fields });
        expect(changed(back(after, item, at, same))).toEqual({ ...item, version: item.version + 2 });
      }),
      { numRuns: 200 },
    );
  });
});
