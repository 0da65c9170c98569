import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../work-item/work-item.js';
import { latestVerdict, whyNotPublished } from './publication.js';

/** Only what the rule looks at. */
const card = (change: Partial<WorkItem> = {}): WorkItem =>
  ({
    workflow: 'challenge-card',
    state: 'accepted',
    exempt: false,
    restrictedTo: null,
    hiddenFrom: [],
    fields: { kind: 'collective', screenedOn: '2020-02-17' },
    records: {},
    ...change,
  }) as unknown as WorkItem;

describe('a card that may be shown', () => {
  it('is collective, screened and in open view', () => {
    expect(whyNotPublished(card())).toBeNull();
  });

  it.each([
    [{ workflow: 'panel-action' }, 'Only challenge cards are published.'],
    [{ exempt: true }, 'It is exempt.'],
    [{ restrictedTo: { posts: ['participation-lead'], people: [] } }, 'It is kept to some.'],
    [{ state: 'withdrawn' }, 'It was withdrawn.'],
    [{ fields: {} }, 'Screen it for safeguarding and triage it first.'],
    [{ fields: { kind: 'collective' } }, 'Screen it for safeguarding and triage it first.'],
    [{ fields: { kind: 'personal', screenedOn: '2020-02-17' } }, 'It is a personal matter.'],
    [{ hiddenFrom: ['chair'] }, 'It is hidden from the panel.'],
  ] satisfies [Partial<WorkItem>, string][])('is not one with %j', (change, why) => {
    expect(whyNotPublished(card(change))).toBe(why);
  });

  it('is never exempt, withdrawn or personal, whatever else holds', () => {
    const bad = fc.constantFrom<Partial<WorkItem>>(
      { exempt: true },
      { state: 'withdrawn' },
      { fields: { kind: 'personal', screenedOn: '2020-02-17' } },
    );
    const other = fc.record({ state: fc.string(), level: fc.nat(), title: fc.string() });
    fc.assert(fc.property(other, bad, (rest, wrong) => whyNotPublished(card({ ...rest, ...wrong })) !== null));
  });
});

describe('the verdict', () => {
  it('is the latest, and blank words are none', () => {
    const entry = (no: number, fields: object) => ({ no, fields, addedAt: '', addedBy: '' });
    const verdicts = [
      entry(1, { verdict: 'not-yet', stars: 1, words: 'Too slow' }),
      entry(2, { verdict: 'kept', words: ' ' }),
    ];
    expect(latestVerdict(card({ records: { verdicts } as WorkItem['records'] }))).toEqual({
      verdict: 'kept',
      stars: null,
      words: null,
    });
    expect(latestVerdict(card())).toBeNull();
  });
});
