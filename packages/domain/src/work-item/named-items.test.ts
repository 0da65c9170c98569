import { expect, test } from 'vitest';
import { newlyNamedItems } from './named-items.js';
import type { WorkItem } from './work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';

const item = { type: 'item', label: 'Item', required: false, plain: false } as const;
const definition = {
  fields: { successor: item, title: { ...item, type: 'text' } },
  records: { sources: { label: 'Sources', fields: { from: item } } },
} as unknown as WorkflowDefinition;
const holding = (fields: WorkItem['fields'], from: readonly string[] = []): WorkItem =>
  ({
    fields,
    records: { sources: from.map((reference, index) => ({ no: index + 1, fields: { from: reference } })) },
  }) as unknown as WorkItem;

test('names what is new in fields and records, and nothing that was named before', () => {
  const before = holding({ successor: 'BT-2018-001', title: 'BT-2018-009' }, ['PA-2018-001']);
  expect(newlyNamedItems(before, before, definition)).toEqual([]);
  expect(newlyNamedItems(before, null, definition)).toEqual([
    { field: 'successor', reference: 'BT-2018-001' },
    { field: 'from', reference: 'PA-2018-001' },
  ]);
  const after = holding({ successor: 'BT-2018-002' }, ['PA-2018-001', 'PA-2018-002']);
  expect(newlyNamedItems(after, before, definition)).toEqual([
    { field: 'successor', reference: 'BT-2018-002' },
    { field: 'from', reference: 'PA-2018-002' },
  ]);
});
