import type { HistoryView, WorkflowView, WorkItemView } from '@kept/contracts';
import { expect, test } from 'vitest';
import { eventDetails, eventTitle } from './history-words.js';

const field = (key: string, type: string, label: string) => ({ key, type, label, options: null });
const workflow = {
  states: [],
  fields: [],
  records: [
    {
      key: 'escalations',
      label: 'Levels of escalation',
      fields: [field('agenda', 'text', 'Onto the agenda of'), field('meeting', 'text', 'That meeting')],
    },
  ],
} as unknown as WorkflowView;
const item = { deadlines: [{ key: 'answer', title: 'Answer to the young people' }] } as unknown as WorkItemView;
const event = (type: string, fields: Record<string, unknown>) =>
  ({
    at: '2020-03-17T08:00:00.000Z',
    occurredOn: '2020-03-17',
    type,
    fields,
  }) as unknown as HistoryView['events'][number];

test('a level that was reached says to which the item was raised, and for which date', () => {
  const reached = event('level-reached', {
    deadline: 'answer',
    dueOn: '2020-03-16',
    mark: '4',
    level: 4,
    agenda: 'The panel on 31 March 2020',
    meeting: 'panel-2020-03-31',
  });
  expect(eventTitle(reached, workflow)).toBe('Raised to level 4');
  expect(eventDetails(reached, workflow, item)).toEqual([
    'Onto the agenda of: The panel on 31 March 2020',
    'Answer to the young people, 16 March 2020',
  ]);
});

test('a level whose day came without raising anything says so', () => {
  expect(eventTitle(event('level-reached', { deadline: 'answer', mark: '1' }), workflow)).toBe(
    'The day of level 1 came',
  );
});
