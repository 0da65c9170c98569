import type { FieldView } from '@kept/contracts';
import { describe, expect, test } from 'vitest';
import { controlId, readValues, typedValues, valueInWords } from './field-values.js';

function field(key: string, type: FieldView['type'], more: Partial<FieldView> = {}): FieldView {
  const label = key.charAt(0).toUpperCase() + key.slice(1);
  return { key, type, label, hint: null, required: false, plain: false, options: null, max: null, min: null, ...more };
}

const fields = [
  field('question', 'text'),
  field('raisedOn', 'date', { label: 'Raised on' }),
  field('stars', 'integer', { min: 1, max: 5 }),
  field('cost', 'money'),
  field('formalDecision', 'decision', { label: 'Formal decision' }),
];

describe('what is typed becomes what is sent', () => {
  test('each type in its own form', () => {
    const typed = {
      question: ' Why “placement”? ',
      raisedOn: { day: '11', month: '5', year: '2018' },
      stars: '4',
      cost: '£1,200.50',
      formalDecision: {
        body: 'Cabinet committee',
        date: { day: '10', month: '1', year: '2020' },
        reference: '19/00093',
      },
    };
    expect(readValues(fields, typed)).toEqual({
      values: {
        question: 'Why “placement”?',
        raisedOn: '2018-05-11',
        stars: 4,
        cost: 120_050,
        formalDecision: { body: 'Cabinet committee', date: '2020-01-10', reference: '19/00093' },
      },
      errors: [],
    });
  });

  test('a time, a decimal and the reference of another item, however they are typed', () => {
    const short = [field('seenAt', 'time'), field('attendance', 'number'), field('target', 'item')];
    expect(readValues(short, { seenAt: '2.30pm', attendance: ' 87.5 % ', target: ' bt-2018-001' })).toEqual({
      values: { seenAt: '14:30', attendance: 87.5, target: 'BT-2018-001' },
      errors: [],
    });
    expect(readValues(short, { seenAt: 'noon', attendance: 'most', target: '' }).errors).toEqual([
      { field: 'seenAt', text: 'SeenAt must be a time, like 14:30' },
      { field: 'attendance', text: 'Attendance must be a number, like 4.5' },
    ]);
    const given = { seenAt: '14:30', attendance: 87.5, target: 'BT-2018-001' };
    expect(readValues(short, typedValues(short, given)).values).toEqual(given);
    expect(short.map((each) => valueInWords(each, given[each.key as keyof typeof given]))).toEqual([
      '14:30',
      '87.5',
      'BT-2018-001',
    ]);
  });

  test('a sign without a number is no amount', () => {
    expect(readValues([field('cost', 'money')], { cost: '£' }).errors).toEqual([
      { field: 'cost', text: 'Cost must be an amount in pounds, like 650 or 650.50' },
    ]);
  });

  test('pounds are typed and pence are sent, and what was sent comes back as it was typed', () => {
    const cost = [field('cost', 'money')];
    for (const [typed, pence] of [
      ['650', 65_000],
      ['650.5', 65_050],
      ['1,200.05', 120_005],
      ['0.29', 29],
    ] as const) {
      const { values } = readValues(cost, { cost: typed });
      expect(values).toEqual({ cost: pence });
      expect(readValues(cost, typedValues(cost, values)).values).toEqual(values);
    }
    expect(readValues(cost, { cost: '1.005' }).errors).toHaveLength(1);
  });

  test('an empty field is left out, so that the server names what is missing', () => {
    expect(readValues(fields, typedValues(fields))).toEqual({ values: {}, errors: [] });
  });

  test('what cannot be a value is an error of its field', () => {
    const typed = { ...typedValues(fields), raisedOn: { day: '31', month: '2', year: '2020' }, stars: 'four' };
    expect(readValues(fields, typed).errors).toEqual([
      { field: 'raisedOn', text: 'Raised on must be a real date, like 18 2 2020' },
      { field: 'stars', text: 'Stars must be a whole number' },
    ]);
  });

  test('a decision without its date asks for the date', () => {
    const decision = { body: 'Cabinet', date: { day: '', month: '', year: '' }, reference: '' };
    const { errors } = readValues(fields, { ...typedValues(fields), formalDecision: decision });
    expect(errors).toEqual([{ field: 'formalDecision', text: 'Enter the date of the decision' }]);
  });
});

test('what the item has comes back into the controls', () => {
  const given = {
    question: 'Why?',
    raisedOn: '2018-05-11',
    stars: 4,
    formalDecision: { body: 'A', date: '2020-01-10', reference: 'R' },
  };
  expect(readValues(fields, typedValues(fields, given)).values).toEqual(given);
});

test('an error leads to the first control of its field', () => {
  expect(fields.map(controlId)).toEqual([
    'field-question',
    'field-raisedOn-day',
    'field-stars',
    'field-cost',
    'field-formalDecision-body',
  ]);
});

test('a value is shown in the words of the definition', () => {
  const body = field('raisedBy', 'body', {
    options: [{ value: 'ocypc', label: 'Our Children and Young People’s Council' }],
  });
  expect(valueInWords(body, 'ocypc')).toBe('Our Children and Young People’s Council');
  expect(valueInWords(field('raisedOn', 'date'), '2018-05-11')).toBe('11 May 2018');
  expect(valueInWords(field('cost', 'money'), 120_000)).toBe('£1,200');
  expect(valueInWords(field('done', 'boolean'), false)).toBe('No');
  expect(
    valueInWords(field('formalDecision', 'decision'), { body: 'Cabinet', date: '2020-01-10', reference: '19/93' }),
  ).toBe('Cabinet, 10 January 2020, reference 19/93');
  expect(valueInWords(body, null)).toBeNull();
});
