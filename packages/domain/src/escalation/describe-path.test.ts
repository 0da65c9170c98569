import { expect, it } from 'vitest';
import { describePath, latestDeadline, transitionWorkItem } from '../index.js';
import { aDefinition, anItem, changed, facts } from '../../testing/index.js';

it('shows each level with its post and the day it is reached, counted from the due date', () => {
  const known = facts();
  const item = changed(
    transitionWorkItem(anItem(), { transition: 'begin', fields: { director: 'corporate-director' } }, known),
  );
  const deadline = latestDeadline(item.deadlines, 'do');
  expect(deadline?.dueOn).toBe('2018-08-07');
  expect(deadline && describePath(item, known.definition, deadline, known)).toEqual([
    {
      level: 1,
      to: 'Head of Service',
      post: 'head-of-service',
      on: '2018-08-08',
      answerWithin: { amount: 5, unit: 'working-days' },
    },
    { level: 2, to: 'Corporate Director', post: 'corporate-director', on: '2018-08-21', answerWithin: null },
    { level: 3, to: 'the agenda of the next meeting', post: null, on: null, answerWithin: null },
  ]);
});

it('says where the item does not name the post yet', () => {
  const known = facts();
  const item = changed(transitionWorkItem(anItem(), { transition: 'begin', fields: { director: 'lead' } }, known));
  const deadline = latestDeadline(item.deadlines, 'do');
  const unnamed = { ...item, fields: {} };
  expect(deadline && describePath(unnamed, known.definition, deadline, known)[1]?.to).toBe('Director (not named yet)');
});

it('counts hours from the very instant at which it is due: 24 hours after 22:15 is the day after', () => {
  const base = aDefinition();
  const after = (amount: number) => ({ amount, unit: 'hours' as const });
  const known = facts({
    definition: aDefinition({
      escalation: {
        ...base.escalation,
        standard: [
          { level: 1, to: 'lead', after: after(0) },
          { level: 2, to: 'lead', after: after(24) },
        ],
      },
    }),
  });
  const item = changed(transitionWorkItem(anItem(), { transition: 'begin', fields: { director: 'lead' } }, known));
  const deadline = latestDeadline(item.deadlines, 'do');
  const days = (dueAt: string | null) =>
    deadline && describePath(item, known.definition, { ...deadline, dueAt }, known).map(({ on }) => on);
  expect(days('2018-08-07T21:15:00.000Z')).toEqual(['2018-08-07', '2018-08-08']);
  expect(days('2018-08-07T23:30:00.000Z')).toEqual(['2018-08-08', '2018-08-09']);
  // A limit that names no hour is overdue from the first moment of the next day.
  expect(days(null)).toEqual(['2018-08-08', '2018-08-09']);
});
