import { createWorkItem, transitionWorkItem, type Fields, type WorkItem } from '@kept/domain';
import { expect, it } from 'vitest';
import { actor } from '../testing/card-facts.js';
import { caseFacts, changed } from '../testing/case-facts.js';

const officer = actor('officer', ['social-worker-east']);
const facts = (on: string) => caseFacts('looked-after-review', on, officer);
const review = (item: WorkItem, on: string, transition: string, fields: Fields) =>
  changed(transitionWorkItem(item, { transition, fields }, facts(on)));
const due = (item: WorkItem, key: string) => item.deadlines.filter((each) => each.key === key);

function reviewedTwice(): WorkItem {
  const fields = { caseReference: 'L-0902', cameIntoCareOn: '2019-01-07' };
  const command = { id: 'review', reference: 'LR-2019-001', title: 'Reviews', fields, ownerPost: 'social-worker-east' };
  const begun = changed(createWorkItem(command, facts('2019-01-07')));
  const first = review(begun, '2019-01-31', 'hold-first', { firstReviewedOn: '2019-01-31', recordDueOn: '2019-02-28' });
  return review(first, '2019-04-25', 'hold-second', { secondReviewedOn: '2019-04-25' });
}

it('asks the record of a review by the day that is said when the review is written down', () => {
  expect(due(reviewedTwice(), 'recordDueOn')).toMatchObject([{ occurrence: 1, dueOn: '2019-02-28' }]);
});

it('keeps of each later review whether it was in time, and counts the next six months from the day of it', () => {
  const again = review(reviewedTwice(), '2019-11-04', 'hold-later', { lastReviewedOn: '2019-10-30' });
  expect(due(again, 'cla-review-later')).toMatchObject([
    { occurrence: 1, status: 'met', dueOn: '2019-10-25', metOn: '2019-10-30' },
    { occurrence: 2, status: 'running', startedOn: '2019-10-30', dueOn: '2020-04-30' },
  ]);
});
