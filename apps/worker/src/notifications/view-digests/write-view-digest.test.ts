import type { Deadline, WorkItem } from '@kept/domain';
import { expect, test } from 'vitest';
import { writeViewDigest } from './write-view-digest.js';

const settings = { from: 'Kept <no-reply@kept.local>', baseUrl: 'https://kept.example.org' };
const today = '2020-02-18';
const item = (no: number, dueOn: string, status: Deadline['status'] = 'running') =>
  ({
    ...{ reference: `CC-2020-${String(no).padStart(3, '0')}`, title: 'Kingfisher', nextDueOn: dueOn },
    deadlines: [{ status, dueOn, dueAt: null } as Deadline],
  }) as unknown as WorkItem;
const many = (count: number, dueOn: string, from = 1) =>
  Array.from({ length: count }, (_, no) => item(no + from, dueOn));
const write = async (items: readonly WorkItem[], more = false) => {
  const mail = await writeViewDigest(
    {
      ...{
        outboxId: 'o',
        outboxKey: 'k',
        viewId: 'v1',
        every: 'day',
        prefix: 'CC',
        items,
        more,
        now: `${today}T08:00:00.000Z`,
        today,
      },
      person: { id: 'p', name: 'Alex Marlow', email: 'alex@example.test' },
    },
    settings,
  );
  return mail.brief;
};

test('a list by e-mail counts what is open, overdue and due within seven days, the seventh among them', async () => {
  const found = await write([item(1, '2020-02-17'), item(2, today), item(3, '2020-02-25'), item(4, '2020-02-26')]);
  expect(found.subject).toBe('Kept: your list of CC: 4 open, 1 overdue, 2 due within seven days');
  expect(found.lines.slice(1)).toEqual([
    'CC-2020-001: overdue, it was due on 17 February 2020.',
    'CC-2020-002: due on 18 February 2020.',
    'CC-2020-003: due on 25 February 2020.',
  ]);
  expect(found.link).toBe('https://kept.example.org/views/v1');
});

test('what is paused is open, and neither overdue nor due', async () => {
  const { subject, lines } = await write([item(1, today, 'suspended'), item(2, '2020-02-17', 'suspended')]);
  expect(subject).toBe('Kept: your list of CC: 2 open, 0 overdue, 0 due within seven days');
  expect(lines).toHaveLength(1);
});

test('it names fifty at most, the overdue before the due, and says how many more there are', async () => {
  const { lines } = await write([...many(40, '2020-02-03'), ...many(20, today, 41)]);
  expect(lines).toHaveLength(1 + 50 + 1);
  expect([lines[40], lines[41], lines.at(-1)]).toEqual([
    'CC-2020-040: overdue, it was due on 3 February 2020.',
    'CC-2020-041: due on 18 February 2020.',
    'And 10 more.',
  ]);
});

test('of a list that goes on behind a thousand the figures say so', async () => {
  const { subject } = await write(many(3, '2020-02-03'), true);
  expect(subject).toBe('Kept: your list of CC: 3 or more open, 3 or more overdue, 0 due within seven days');
});
