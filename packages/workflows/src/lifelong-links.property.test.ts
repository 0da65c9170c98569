import {
  addRecord,
  createWorkItem,
  editWorkItem,
  transitionWorkItem,
  type Decision,
  type Facts,
  type WorkItem,
} from '@kept/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseFacts, changed } from '../testing/case-facts.js';

/** One person in every role and post, so that a walk may go anywhere. */
const known: Facts = caseFacts('lifelong-links-referral', '2018-05-01', {
  kind: 'person',
  personId: 'person-everybody',
  name: 'everybody',
  roles: ['referrer', 'coordinator'],
  posts: ['family-group-conference-coordinator'],
});
const { transitions, states } = known.definition;

const form = {
  urgency: 'soon',
  coordinator: 'family-group-conference-coordinator',
  firstVisitOn: '2018-05-01',
  connectionsFound: 3,
  conferenceOn: '2018-06-01',
  conferenceHeldOn: '2018-05-01',
  planInCarePlan: true,
  firstReviewOn: '2018-05-01',
  secondReviewOn: '2018-05-01',
  reviewOn: '2018-06-01',
};

type Step =
  | { consent: { to: string; by: string; given: boolean } }
  | { go: number; parentalConsentNeeded: boolean }
  | { edit: { parentalConsentNeeded: boolean } };

const consent = fc.record({
  to: fc.constantFrom('referral', 'search'),
  by: fc.constantFrom('young-person', 'parental-responsibility'),
  given: fc.integer({ min: 0, max: 7 }).map((among) => among > 0),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ go: fc.nat(255), parentalConsentNeeded: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ consent }) },
  { weight: 1, arbitrary: fc.record({ edit: fc.record({ parentalConsentNeeded: fc.boolean() }) }) },
);

function take(item: WorkItem, taken: Step): Decision {
  if ('consent' in taken) return addRecord(item, 'consents', taken.consent, known);
  if ('edit' in taken) return editWorkItem(item, { fields: taken.edit }, known);
  const transition = wayOn(item, taken.go);
  const asked = transitions[transition]?.needs.flatMap((need) => (need.kind === 'field' ? [need.field] : [])) ?? [];
  const all: Record<string, string | number | boolean> = { ...form, ...taken };
  const fields = Object.fromEntries(asked.map((key) => [key, all[key] ?? null]));
  return transitionWorkItem(item, { transition, fields, reason: 'Because' }, known);
}

/** Giving up is always possible, and would end most walks at their beginning: it is chosen one time in sixteen. */
function wayOn(item: WorkItem, go: number): string {
  const open = Object.entries(transitions).filter(([, { from, by }]) => from.includes(item.state) && by.length > 0);
  const going = open.filter(([, { needs }]) => go % 16 === 0 || !needs.some(({ kind }) => kind === 'reason'));
  return going[Math.floor(go / 16) % Math.max(going.length, 1)]?.[0] ?? 'resume';
}

function walk(steps: readonly Step[]): WorkItem[] {
  const fields = { caseReference: 'L-1', source: 'self-referral', area: 'east' };
  const items = [changed(createWorkItem({ id: 'case', reference: '', title: 'Referral', fields }, known))];
  for (const each of steps) {
    const decision = take(items.at(-1) as WorkItem, each);
    if (decision.allowed) items.push(decision.change.item);
  }
  return items;
}

/** What they said last: undefined where nothing was said. */
function said(item: WorkItem, to: string, by: string): unknown {
  return item.records['consents']?.findLast(({ fields }) => fields['to'] === to && fields['by'] === by)?.fields[
    'given'
  ];
}

const beforeReferral = ['identified', 'agreement-sought', 'paused'];
const underConsent = ['consented', 'allocated', 'searching', 'connections-made', 'conference-planned'];
const walks = fc.array(step, { minLength: 10, maxLength: 60 });

it('nobody is referred, and nobody searches, without standing agreement and consent, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(walks, (steps) => {
      for (const item of walk(steps)) {
        if (!item.closed && !beforeReferral.includes(item.state))
          expect(said(item, 'referral', 'young-person')).toBe(true);
        if (!underConsent.includes(item.state)) continue;
        expect(said(item, 'search', 'young-person')).toBe(true);
        if (item.fields['parentalConsentNeeded'] === true)
          expect(said(item, 'search', 'parental-responsibility')).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

it('such walks come through every state', () => {
  const seen = fc.sample(walks, { seed: 5, numRuns: 800 }).flatMap((steps) => walk(steps).map(({ state }) => state));
  expect([...new Set(seen)].sort()).toEqual(Object.keys(states).sort());
}, 30_000);
