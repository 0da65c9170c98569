import type { FieldView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { askedFields } from './asked-fields.js';

const blank = { hint: null, required: false, plain: false, options: null, max: null, min: null };
const field = (key: string, type: FieldView['type'], more: Partial<FieldView> = {}): FieldView => ({
  ...blank,
  key,
  type,
  label: key,
  ...more,
});
const area = field('area', 'choice', { options: [{ value: 'east', label: 'East' }] });
const fields = [
  field('caseReference', 'text', { max: 20 }),
  field('askedOn', 'date'),
  field('seenAt', 'time'),
  field('hours', 'number'),
  field('given', 'boolean'),
  field('target', 'item'),
  field('formalDecision', 'decision'),
  area,
];

test('an address fills in what the workflow has, each as its type is written', () => {
  const query = {
    'fields[caseReference]': ' EX-1042 ',
    'fields[askedOn]': '2020-02-17',
    'fields[seenAt]': '14:30',
    'fields[hours]': '12.5',
    'fields[given]': 'false',
    'fields[target]': 'BT-2018-001',
    'fields[area]': 'east',
  };
  expect(askedFields(query, fields)).toEqual({
    caseReference: 'EX-1042',
    askedOn: '2020-02-17',
    seenAt: '14:30',
    hours: 12.5,
    given: false,
    target: 'BT-2018-001',
    area: 'east',
  });
});

test('what is no value of the field, no field at all, or said twice, is left out', () => {
  const query = {
    'fields[caseReference]': 'longer than twenty characters',
    'fields[askedOn]': '2020-02-30',
    'fields[seenAt]': 'noon',
    'fields[hours]': 'many',
    'fields[given]': 'perhaps',
    'fields[target]': ['BT-2018-001', 'BT-2018-002'],
    'fields[area]': '__proto__',
    'fields[formalDecision]': 'Cabinet',
    'fields[state]': 'closed',
    caseReference: 'EX-1',
  };
  expect(askedFields(query, fields)).toEqual({});
});
