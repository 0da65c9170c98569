import { expect, it } from 'vitest';
import { describePath, latestDeadline, transitionWorkItem } from '../index.js';
import { anItem, changed, facts } from '../../testing/index.js';

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
