import { expect, it } from 'vitest';
import type { Fields } from '../work-item/work-item.js';
import { anActor, anOrganisation, meeting } from '../../testing/index.js';
import { holds, type Situation } from './conditions.js';
import type { Condition, FieldTest } from './definition.js';

const fields: Fields = {
  kind: 'personal',
  stars: 4,
  heardAt: 'panel-2018-06-01',
  nextAt: 'panel-2018-07-19',
  dueOn: '2018-07-10',
  givenOn: '2018-07-09',
  formalDecision: { body: 'Cabinet member', date: '2018-07-31', reference: '18/00012' },
};
const situation: Situation = {
  item: {
    returnsTo: null,
    ownerPost: 'lead',
    state: 'doing',
    fields,
    records: {
      consents: [entry(1, { given: true }), entry(2, { given: false })],
      visits: [entry(1, {}), entry(2, {})],
      agreed: [entry(1, { given: true })],
    },
    doneBy: { submit: 'person-eva', begin: 'person-ben' },
  },
  added: { verdict: 'kept' },
  facts: {
    today: '2018-07-10',
    actor: anActor(),
    organisation: anOrganisation({ meetings: [meeting('panel', '2018-06-01', true), meeting('panel', '2018-07-19')] }),
  },
};
const field = (name: string, test: FieldTest): Condition => ({ kind: 'field', field: name, test });
const yes: Condition = { kind: 'state', state: 'doing' };
const no: Condition = { kind: 'state', state: 'asked' };

it.each<[string, Condition, boolean]>([
  ['the state it is in', yes, true],
  ['another state', no, false],
  ['a field is', field('kind', { op: 'is', value: 'personal' }), true],
  ['a field is not', field('kind', { op: 'isNot', value: 'collective' }), true],
  ['a field is set', field('kind', { op: 'isSet' }), true],
  ['a field that is not there is not set', field('cost', { op: 'isSet' }), false],
  ['a part of a decision', field('formalDecision.date', { op: 'after', value: 'today' }), true],
  ['a date before a named date', field('givenOn', { op: 'before', value: 'dueOn' }), true],
  ['today is not after today', field('dueOn', { op: 'after', value: 'today' }), false],
  ['at least', field('stars', { op: 'atLeast', value: 4 }), true],
  ['at most', field('stars', { op: 'atMost', value: 3 }), false],
  ['a number is not compared with text', field('stars', { op: 'atLeast', value: '1' }), false],
  ['nothing is before no date', field('cost', { op: 'before', value: 'today' }), false],
  ['the record just added', { kind: 'added', field: 'verdict', test: { op: 'is', value: 'kept' } }, true],
  ['enough records', { kind: 'record', record: 'visits', atLeast: 2 }, true],
  ['too few records', { kind: 'record', record: 'visits', atLeast: 3 }, false],
  ['a meeting that was held', { kind: 'meeting-held', field: 'heardAt' }, true],
  ['a meeting to come', { kind: 'meeting-held', field: 'nextAt' }, false],
  ['consent', { kind: 'consent-given', record: 'agreed' }, true],
  ['consent taken back', { kind: 'consent-given', record: 'consents' }, false],
  ['done by the same person', { kind: 'different-person', transition: 'submit' }, false],
  ['done by somebody else', { kind: 'different-person', transition: 'begin' }, true],
  ['all of', { kind: 'all', of: [yes, no] }, false],
  ['any of', { kind: 'any', of: [no, yes] }, true],
])('%s', (_, condition, expected) => {
  expect(holds(condition, situation)).toBe(expected);
});

function entry(no: number, of: Fields) {
  return { no, fields: of, addedAt: '2018-07-01T08:00:00.000Z', addedBy: 'eva' };
}
