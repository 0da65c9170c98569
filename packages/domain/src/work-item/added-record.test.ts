import { describe, expect, it } from 'vitest';
import { addRecord, describeLevels, escalateItem, transitionWorkItem, type WorkItem } from '../index.js';
import { aSearch, anActor, anItem, changed, facts, later, limit, refused } from '../../testing/index.js';

const search = aSearch();
const { states, transitions, fields, records } = search;
const date = (label: string) => ({ type: 'date', label, required: false, plain: false }) as const;
/** Looked at again and again: each look is a record that the transition adds, and the next is due four weeks after it. */
const looking = aSearch({
  fields: { ...fields, lookedOn: date('Looked at on') },
  records: {
    ...records,
    looks: {
      label: 'Looks',
      fields: { noteDueOn: date('Note due on'), noteSentOn: date('Note sent on') },
      limit: { on: 'noteDueOn', metBy: 'noteSentOn' },
    },
  },
  states: {
    ...states,
    asked: {
      ...states['asked']!,
      limits: [limit({ local: 'consent' }), limit({ local: 'progress', metBy: 'looks' })],
    },
    searching: {
      ...states['searching']!,
      limits: [limit({ local: 'search', origin: { from: 'lookedOn' }, renewedBy: 'looks' })],
    },
  },
  transitions: {
    ...transitions,
    search: { ...transitions['search']!, requires: [], asks: ['lookedOn'], adds: 'looks' },
    look: { ...transitions['search']!, requires: [], from: ['searching'], asks: ['lookedOn'], adds: 'looks' },
  },
});
const known = facts({ definition: looking }); // Tuesday 10 July 2018
const due = (item: WorkItem, key: string) => item.deadlines.filter((each) => each.key === key);
const first = () =>
  changed(
    transitionWorkItem(
      anItem({}, known),
      { transition: 'search', fields: { lookedOn: '2018-07-10', noteDueOn: '2018-07-20' } },
      known,
    ),
  );

describe('a record that a transition adds', () => {
  it('has the limit of its kind, as one that is added by itself', () => {
    expect(due(first(), 'noteDueOn')).toMatchObject([{ occurrence: 1, status: 'running', dueOn: '2018-07-20' }]);
  });

  it('meets what is met by its kind in the state that it leaves, and begins nothing anew there', () => {
    expect(due(first(), 'progress')).toMatchObject([{ status: 'met', metOn: '2018-07-10' }]);
    expect(due(first(), 'search')).toMatchObject([{ occurrence: 1, status: 'running', dueOn: '2018-08-07' }]);
  });

  it('renews a limit of the state that it stays in: met on the day given, and counted from it', () => {
    const at = later(known, 20); // written up on Monday 30 July
    const again = changed(transitionWorkItem(first(), { transition: 'look', fields: { lookedOn: '2018-07-26' } }, at));
    expect(due(again, 'search')).toMatchObject([
      { occurrence: 1, status: 'met', metOn: '2018-07-26', dueOn: '2018-08-07' },
      { occurrence: 2, status: 'running', startedOn: '2018-07-26', dueOn: '2018-08-23' },
    ]);
  });
});

describe('a transition that follows of itself', () => {
  const requires = [
    {
      that: [{ kind: 'field', field: 'question', test: { op: 'isSet' } }],
      field: 'question',
      text: 'Say what is asked.',
    },
  ] as const;
  const follows = { record: 'consultations', when: [] };
  const asking = {
    ...known,
    definition: aSearch({ transitions: { ...transitions, search: { ...transitions['search']!, requires, follows } } }),
  };
  const consult = (item: WorkItem) => changed(addRecord(item, 'consultations', { school: 'School A' }, asking));

  it('is not made where what it requires does not hold: the record stands alone', () => {
    const silent = consult(anItem({ fields: {} }, asking));
    expect(silent).toMatchObject({ state: 'asked', records: { consultations: [{ no: 1 }] } });
    expect(consult(anItem({ fields: { question: 'May we?' } }, asking)).state).toBe('searching');
  });
});

describe('an item that is kept to a few people', () => {
  const restricted = (posts: readonly string[]) => anItem({ restrictedTo: { posts, people: [] } }, known);
  const owner = { ...known, actor: anActor(['officer'], ['lead']) };

  it('is raised to nobody who does not see it', () => {
    expect(refused(escalateItem(restricted(['lead']), { level: 1 }, owner)).kind).toBe('state');
    expect(describeLevels(restricted(['lead']), owner)?.mayRaiseTo).toEqual([]);
    expect(changed(escalateItem(restricted(['lead', 'head-of-service']), { level: 1 }, owner)).level).toBe(1);
  });
});
