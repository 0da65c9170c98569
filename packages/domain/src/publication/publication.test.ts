import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkItem } from '../work-item/work-item.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Actor } from '../work-item/work-item.js';
import { answerStep, mayDecidePublication, verdictOnAnswer, whyNotPublished } from './publication.js';

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
    const given = { records: { verdicts } as WorkItem['records'] };
    expect(verdictOnAnswer(card(given))).toEqual({
      verdict: 'kept',
      stars: null,
      words: null,
    });
    expect(verdictOnAnswer(card())).toBeNull();
    // Answered anew: what they said of the answer before is not said of this one.
    expect(verdictOnAnswer(card({ ...given, state: 'answered' }))).toBeNull();
  });

  it('is a step in the life of the answers, each of which is another', () => {
    const verdicts = (count: number) => ({ verdicts: Array.from({ length: count }, () => ({})) }) as never;
    const life = [
      card(),
      card({ state: 'answered' }),
      card({ state: 'in-progress', records: verdicts(1) }),
      card({ state: 'answered', records: verdicts(1) }),
      card({ state: 'confirmed', records: verdicts(2) }),
    ];
    expect(life.map(answerStep)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the second person', () => {
  const organisation = {
    posts: [
      { key: 'top', reportsTo: null },
      { key: 'integrated', reportsTo: 'top' },
      { key: 'education', reportsTo: 'top' },
      { key: 'fostering', reportsTo: 'integrated' },
    ],
  } as unknown as Organisation;
  const may = (role: string, post: string, director: string | null = null) => {
    const actor = { kind: 'person', personId: 'p', name: 'P', roles: [role], posts: [post] } as unknown as Actor;
    return mayDecidePublication({ ownerPost: 'fostering', director }, actor, organisation);
  };

  it('is any officer or participation worker', () => {
    expect([may('officer', 'education'), may('participation', 'education', 'integrated')]).toEqual([true, true]);
  });

  it('is the director whom the card names, or whose service its owner is of; no other director, and nobody else', () => {
    expect([may('director', 'integrated', 'integrated'), may('director', 'top', 'integrated')]).toEqual([true, false]);
    expect([may('director', 'integrated'), may('director', 'top'), may('director', 'fostering')]).toEqual([
      ...[true, true, true],
    ]);
    expect([may('director', 'education'), may('chair', 'integrated')]).toEqual([false, false]);
    expect(
      mayDecidePublication({ ownerPost: 'fostering', director: null }, { kind: 'system', name: 'seed' }, organisation),
    ).toBe(false);
  });
});
