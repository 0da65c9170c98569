import { expect, test } from 'vitest';
import { item as card, workflow as cards } from '../testing/card.js';
import { caseAtLevel2, education } from '../testing/education.js';
import { option } from '../testing/making.js';
import { pausedReferral, referrals, searching } from '../testing/search.js';
import { arrangeSteps, blocks } from './next-steps.js';

const keys = ({ first, main, folded }: ReturnType<typeof arrangeSteps>) => ({
  first,
  main: main.map(({ key }) => key),
  folded: folded.map(({ key }) => key),
});

test('what leads on stands first; pauses and ends fold away where they are many', () => {
  expect(keys(arrangeSteps(searching.transitions, referrals, 'searching'))).toEqual({
    first: 'agree-plan',
    main: ['agree-plan'],
    folded: ['pause', 'withdrawn', 'declined', 'identity'],
  });
});

test('from a pause it leads on to go back', () => {
  expect(keys(arrangeSteps(pausedReferral.transitions, referrals, 'paused'))).toEqual({
    first: 'resume',
    main: ['resume'],
    folded: ['withdrawn', 'declined', 'identity'],
  });
});

test('an end that only this state has is where it was to arrive, not a way out', () => {
  const options = [option('pause', 'Pause', 'paused'), option('complete', 'Complete', 'completed')];
  expect(keys(arrangeSteps(options, referrals, 'plan-agreed'))).toEqual({
    first: 'complete',
    main: ['complete', 'pause'],
    folded: [],
  });
});

test('neither a step back stands out nor one that is blocked; two ends stand beside the rest', () => {
  expect(keys(arrangeSteps(caseAtLevel2.transitions, education, 'consulting'))).toEqual({
    first: undefined,
    main: ['offer-place', 'consult-anew', 'leave', 'hand-over'],
    folded: [],
  });
});

test('a step that can be made stands before one that cannot', () => {
  const options = [
    option('answer', 'Answer', 'answered', { missing: [{ field: 'consents', text: 'No consent.' }] }),
    option('refer', 'Refer', 'answered'),
  ];
  expect(keys(arrangeSteps(options, cards, 'accepted'))).toMatchObject({ first: 'refer', main: ['refer', 'answer'] });
});

test('where all that is left is to end it, nothing folds and nothing stands out', () => {
  expect(keys(arrangeSteps(searching.transitions.slice(2), referrals, 'searching'))).toEqual({
    first: undefined,
    main: ['withdrawn', 'declined', 'identity'],
    folded: [],
  });
});

test('what the form itself asks for blocks nothing', () => {
  expect(blocks(card.transitions[0]!, cards)).toEqual([]);
  // “Somebody who does not own it must do this” is told of the owner post, which this form does not ask for.
  const notOwner = { field: 'ownerPost', text: 'Somebody who does not own it must do this.' };
  expect(blocks(option('answer', 'Answer', 'answered', { missing: [notOwner] }), cards)).toEqual([notOwner]);
  const blocked = caseAtLevel2.transitions.find(({ key }) => key === 'offer-place')!;
  expect(blocks(blocked, education).map(({ field }) => field)).toEqual(['consultations']);
});
