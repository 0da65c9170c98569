import type { FieldView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { prefilled } from './prefilled.js';

const field = (key: string, type: FieldView['type'], more: Partial<FieldView> = {}): FieldView => ({
  ...{ key, type, label: key, hint: null, required: true, plain: false, options: null, max: null, min: null },
  ...more,
});

test('a form begins with what its address says, as far as each field can hold it', () => {
  const fields = [
    field('caseReference', 'text', { max: 5 }),
    field('yearGroup', 'integer'),
    field('area', 'choice', { options: [{ value: 'east', label: 'East' }] }),
    field('papersOn', 'date'),
  ];
  expect(prefilled(fields, { caseReference: 'E2011-and-more', yearGroup: '10', area: 'east', title: 'No' })).toEqual({
    caseReference: 'E2011',
    yearGroup: 10,
    area: 'east',
  });
  expect(
    prefilled(fields, { yearGroup: 'ten', area: 'elsewhere', papersOn: '2020-01-31', caseReference: ['a'] }),
  ).toEqual({});
});
