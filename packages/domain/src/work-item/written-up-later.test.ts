import { describe, expect, it } from 'vitest';
import { aDefinition, anItem, changed, facts, later, limit } from '../../testing/index.js';
import type { FieldDefinition, TransitionDefinition } from '../workflow/definition.js';
import { transitionWorkItem } from './transition-work-item.js';
import type { WorkItem } from './work-item.js';

const base = aDefinition();
const day = (label: string): FieldDefinition => ({
  type: 'date',
  label,
  required: false,
  plain: false,
  notAfter: 'today',
});
const held: TransitionDefinition = {
  ...base.transitions['review']!,
  label: 'Record a review',
  from: ['doing'],
  to: [{ state: 'doing', when: [] }],
  needs: [{ kind: 'field', field: 'heldOn' }],
};
/** `begin` is done on `begunOn`; in `doing` a review is due again and again, each counted from the one before. */
const definition = aDefinition({
  fields: { ...base.fields, begunOn: day('Begun on'), heldOn: day('Held on') },
  states: {
    ...base.states,
    asked: { ...base.states['asked']!, limits: [limit({ local: 'begin', doneOn: 'begunOn' })] },
    doing: {
      ...base.states['doing']!,
      limits: [limit({ local: 'do', origin: { latestOf: ['begunOn', 'heldOn'] }, renewedBy: 'reviews' })],
    },
  },
  transitions: {
    ...base.transitions,
    begin: { ...base.transitions['begin']!, needs: [{ kind: 'field', field: 'begunOn' }] },
    held,
  },
});
const now = facts({ definition });
const limits = ({ deadlines }: WorkItem, key: string) =>
  deadlines.filter((each) => each.key === key).map(({ dueOn, status, metOn }) => [dueOn, status, metOn]);
const begin = (fields: object, on = later(now, 20)) =>
  changed(transitionWorkItem(anItem({}, now), { transition: 'begin', fields: { ...fields } }, on));
const review = (item: WorkItem, heldOn: string, on = later(now, 60)) =>
  changed(transitionWorkItem(item, { transition: 'held', fields: { heldOn, outcome: 'good' } }, on));

describe('an act that is written up later', () => {
  it('counts on its own day: ten working days from 10 July 2018, done on the 23rd, told on the 30th', () => {
    expect(limits(begin({ begunOn: '2018-07-23' }), 'begin')).toEqual([['2018-07-24', 'met', '2018-07-23']]);
  });

  it('counts on the day of leaving where the definition names no day', () => {
    const plain = facts({ definition: aDefinition() });
    const fields = { director: 'lead' };
    const moved = changed(transitionWorkItem(anItem({}, plain), { transition: 'begin', fields }, later(plain, 20)));
    expect(limits(moved, 'begin')).toEqual([['2018-07-24', 'met', '2018-07-30']]);
  });
});

describe('a limit that the record of a transition into its own state renews', () => {
  const begun = begin({ begunOn: '2018-07-23' });

  it('begins where the definition says', () => {
    expect(limits(begun, 'do')).toEqual([['2018-08-20', 'running', null]]);
  });

  it('keeps the date that it had, is met on the day of the review, and counts anew from there', () => {
    const reviewed = review(begun, '2018-08-15');
    expect(limits(reviewed, 'do')).toEqual([
      ['2018-08-20', 'met', '2018-08-15'],
      ['2018-09-13', 'running', null],
    ]);
    expect(reviewed.records['reviews']).toHaveLength(1);
  });

  it('shows that a review was late', () => {
    expect(limits(review(begun, '2018-08-22'), 'do')[0]).toEqual(['2018-08-20', 'met', '2018-08-22']);
  });

  it('goes on from review to review', () => {
    const third = review(review(begun, '2018-08-15'), '2018-09-03');
    expect(limits(third, 'do').map(([dueOn]) => dueOn)).toEqual(['2018-08-20', '2018-09-13', '2018-10-01']);
  });
});
