import { addDays, createWorkItem, describePath, latestDeadline, transitionWorkItem } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { actor } from '../testing/card-facts.js';
import { caseFacts, changed } from '../testing/case-facts.js';

const officer = actor('officer', ['independent-reviewing-officer']);
const facts = caseFacts('iro-dispute', '2019-06-03', officer); // a Monday
const known = {
  ...facts,
  organisation: {
    ...facts.organisation,
    posts: [
      ...facts.organisation.posts,
      { ...facts.organisation.posts[0]!, key: 'independent-reviewing-officer', title: 'Independent reviewing officer' },
    ],
  },
};

function inDispute() {
  const fields = { caseReference: 'L-0902', category: 'visits', concern: 'Nobody has visited.' };
  const raised = createWorkItem({ id: 'dispute', reference: 'ID-2019-001', title: 'No visit', fields }, known);
  const form = { wanted: 'A visit within a week.', teamManager: 'area-sen-manager-east' };
  return changed(transitionWorkItem(changed(raised), { transition: 'dispute', fields: form }, known));
}

describe('the levels of a dispute', () => {
  it('share its twenty working days: the first begins with it, and the last has answered when they are over', () => {
    const deadline = latestDeadline(inDispute().deadlines, 'iro-dispute')!;
    expect(deadline).toMatchObject({ startedOn: '2019-06-03', dueOn: '2019-07-01' });
    const path = describePath(inDispute(), known.definition, deadline, known);
    expect(path.map(({ level, on }) => [level, on])).toEqual([
      [1, '2019-06-03'],
      [2, '2019-06-10'],
      [3, '2019-06-17'],
      [4, '2019-06-24'],
    ]);
    // Five working days in a week without a bank holiday.
    expect(path.map(({ answerWithin }) => answerWithin)).toEqual(Array(4).fill({ amount: 5, unit: 'working-days' }));
    expect(addDays(path[3]!.on!, 7)).toBe(deadline.dueOn);
  });
});
