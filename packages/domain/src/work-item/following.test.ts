import { describe, expect, it } from 'vitest';
import {
  addEvidence,
  addRecord,
  completeRecord,
  listTransitions,
  recalculateItem,
  transitionWorkItem,
  type WorkItem,
} from '../index.js';
import { aDefinition, aSearch, anItem, changed, facts, later, refused } from '../../testing/index.js';

const search = aSearch();
const known = facts({ definition: search, definitions: [aDefinition(), search], newId: 'item-2' });
const due = (item: WorkItem, key: string) => item.deadlines.filter((each) => each.key === key);
const consent = (item: WorkItem, given: boolean, to = 'search') => addRecord(item, 'consents', { to, given }, known);
const goSearching = (item: WorkItem) => transitionWorkItem(item, { transition: 'search', fields: {} }, known);
const searching = () => changed(goSearching(changed(consent(anItem({}, known), true))));

describe('consent', () => {
  it('must be there before the search: the refusal says so in the words of the definition', () => {
    const missing = [{ field: 'consents', text: 'Consent to search has not been given.' }];
    expect(refused(goSearching(anItem({}, known)))).toMatchObject({ kind: 'missing', missing });
    expect(listTransitions(anItem({}, known), known).find(({ key }) => key === 'search')).toMatchObject({ missing });
  });

  it('to something else is not this consent', () => {
    expect(goSearching(changed(consent(anItem({}, known), true, 'referral'))).allowed).toBe(false);
  });

  it('taken back ends the search in the same change, and the search is refused until it is given anew', () => {
    const decision = consent(searching(), false);
    expect(decision).toMatchObject({
      allowed: true,
      change: { event: { type: 'work-item-transitioned', from: 'searching', to: 'asked', stepsVersion: true } },
    });
    const stopped = changed(decision);
    expect(stopped.version).toBe(searching().version + 1);
    expect(stopped.records['consents']).toHaveLength(2);
    expect(goSearching(stopped).allowed).toBe(false);
    expect(goSearching(changed(consent(stopped, true))).allowed).toBe(true);
  });

  it('taken back where nothing is searched only stands on the record', () => {
    expect(changed(consent(anItem({}, known), false))).toMatchObject({ state: 'asked', version: 2 });
  });

  it('is no transition that a person makes by hand', () => {
    expect(listTransitions(searching(), known).map(({ key }) => key)).toEqual(['pause', 'find', 'withdraw']);
    expect(refused(transitionWorkItem(searching(), { transition: 'stop', fields: {} }, known)).kind).toBe('forbidden');
  });
});

describe('a record that a transition adds', () => {
  const askedOnTheWayTo = (state: string): WorkItem => {
    const find = { ...search.transitions['find']!, to: [{ state, when: [] }], adds: 'consultations' };
    const definition = aSearch({ transitions: { ...search.transitions, find } });
    const fields = { school: 'School A', askedOn: '2018-07-02' };
    return changed(transitionWorkItem(searching(), { transition: 'find', fields }, { ...known, definition }));
  };

  it('has its own limit as any other, and none where the item ends with it', () => {
    const reply = { occurrence: 1, dueOn: '2018-07-17', status: 'running' };
    expect(due(askedOnTheWayTo('searching'), 'reply')).toMatchObject([reply]);
    expect(due(askedOnTheWayTo('found'), 'reply')).toEqual([]);
  });
});

describe('a record with a limit of its own', () => {
  const asked = changed(addRecord(searching(), 'consultations', { school: 'School A', askedOn: '2018-07-02' }, known));

  it('is due by its own date, whatever the state does', () => {
    expect(due(asked, 'reply')).toMatchObject([{ occurrence: 1, dueOn: '2018-07-17', status: 'running' }]);
    const moved = changed(transitionWorkItem(asked, { transition: 'withdraw', fields: {} }, known));
    expect(due(moved, 'reply')).toMatchObject([{ status: 'cancelled' }]);
  });

  it('runs beside others of its kind, and each is met by its own answer on the day of it', () => {
    const two = changed(addRecord(asked, 'consultations', { school: 'School B', askedOn: '2018-07-09' }, known));
    const place = { kind: 'consultations', no: 1 };
    const answered = changed(completeRecord(two, place, { answeredOn: '2018-07-20' }, later(known, 12)));
    expect(due(answered, 'reply')).toMatchObject([
      { occurrence: 1, status: 'met', metOn: '2018-07-20' },
      { occurrence: 2, status: 'running', dueOn: '2018-07-24' },
    ]);
  });

  it('has none before the day it counts from is known', () => {
    const later_ = changed(addRecord(searching(), 'consultations', { school: 'School C' }, known));
    expect(due(later_, 'reply')).toEqual([]);
    const place = { kind: 'consultations', no: 1 };
    expect(due(changed(completeRecord(later_, place, { askedOn: '2018-07-10' }, known)), 'reply')).toHaveLength(1);
  });

  it('is not moved by a calculation that changes nothing', () => {
    expect(refused(recalculateItem(asked, known)).detail).toBe('No date moved.');
  });
});

describe('evidence of progress', () => {
  it('meets the limit and starts it anew from that day', () => {
    const at = later(known, 14);
    const shown = changed(addEvidence(searching(), { title: 'A visit', note: null, link: null, file: null }, at));
    expect(due(shown, 'progress')).toMatchObject([
      { occurrence: 1, status: 'met', metOn: '2018-07-24' },
      { occurrence: 2, status: 'running', startedOn: '2018-07-24', dueOn: '2018-08-21' },
    ]);
  });
});

describe('an end that opens another item', () => {
  it('creates it in the same change, linked both ways, whoever may create its kind', () => {
    const decision = transitionWorkItem(searching(), { transition: 'find', fields: {} }, known);
    if (!decision.allowed) throw new Error(JSON.stringify(decision));
    const { item, opens } = decision.change;
    expect(item.links).toMatchObject([{ to: 'item-2', kind: 'continues-in' }]);
    expect(opens?.[0]?.change.item).toMatchObject({
      id: 'item-2',
      workflow: 'request',
      state: 'asked',
      fields: { question: 'May we?' },
      links: [{ to: 'RQ-2018-001', kind: 'continues-in' }],
    });
  });

  it('is refused in words where the council lacks the post that would own it', () => {
    const bare = { ...known, organisation: { ...known.organisation, posts: [] } };
    const refusal = refused(transitionWorkItem(searching(), { transition: 'find', fields: {} }, bare));
    expect(refusal).toMatchObject({ kind: 'missing', missing: [{ field: '_' }] });
    expect(refusal.detail).toContain('which cannot be made');
  });
});

describe('eligibility', () => {
  const rule = {
    key: 'young',
    version: 2,
    title: 'Who is young',
    source: { document: 'A paper' },
    textSeen: 'packs',
    effective: { from: '2018-01-01', to: null },
    criteria: [{ key: 'age', text: 'Under 16', test: { op: 'atMost', field: 'age', value: 15 } }],
    pilots: [],
  } as const;
  const field = { type: 'integer', label: 'Age', required: false, plain: false } as const;
  const asking = aSearch({
    fields: { ...search.fields, age: field },
    eligibility: { rule: 'young', at: ['pause'] },
    transitions: {
      ...search.transitions,
      pause: {
        ...search.transitions['pause']!,
        asks: ['age'],
        requires: [{ that: [{ kind: 'eligible' }], field: 'age', text: 'Not eligible.' }],
      },
    },
  });
  const at = { ...known, definition: asking, eligibilityRules: [rule] };
  const pause = (age: number | null) =>
    transitionWorkItem(
      anItem({}, at),
      { transition: 'pause', fields: { age, reviewOn: '2018-09-03', reason: 'Exams' } },
      at,
    );

  it('is evaluated when the transition is made, by what its form says, and kept with every reason', () => {
    expect(changed(pause(15)).records['eligibility']).toMatchObject([
      { fields: { outcome: 'eligible', rule: 'young', version: 2, on: '2018-07-10', reasons: 'Under 16: met, 15.' } },
    ]);
  });

  it('may be required: whoever is not eligible, or of whom nobody knows, is told so', () => {
    expect(refused(pause(16)).missing).toEqual([{ field: 'age', text: 'Not eligible.' }]);
    expect(refused(pause(null)).missing).toEqual([{ field: 'age', text: 'Not eligible.' }]);
  });

  it('is not known where no version of the rule is in force', () => {
    const none = { ...at, definition: { ...asking, transitions: search.transitions }, eligibilityRules: [] };
    const item = changed(
      transitionWorkItem(
        anItem({}, none),
        { transition: 'pause', fields: { reviewOn: '2018-09-03', reason: 'E' } },
        none,
      ),
    );
    expect(item.records['eligibility']).toMatchObject([{ fields: { outcome: 'unknown' } }]);
  });
});

describe('a way out that abandons', () => {
  const withdraw = (item: WorkItem, days: number) => {
    const transitions = { ...search.transitions, withdraw: { ...search.transitions['withdraw']!, abandons: true } };
    const at = { ...later(known, days), definition: { ...search, transitions } };
    return changed(transitionWorkItem(item, { transition: 'withdraw', fields: {} }, at));
  };

  it('does not do what the state asked: its limit is given up, or missed where it was late', () => {
    expect(due(withdraw(searching(), 3), 'search')).toMatchObject([{ status: 'cancelled', metOn: null }]);
    expect(due(withdraw(searching(), 60), 'search')).toMatchObject([{ status: 'missed', metOn: null }]);
  });
});
