import { stampedText, writeFamily } from '@kept/database';
import type { LivedFamily, LivedItem, Reference } from '@kept/database';
import { isLive, nextFiringAt } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { describe, expect, it, vi } from 'vitest';
import { readDemo } from '../seed/content.js';
import { Cast } from './cast.js';
import { Dice } from './dice.js';
import { councilOf } from './england.js';
import { enlargeOrganisation } from './enlarge-organisation.js';
import { FamilyIds } from './family-ids.js';
import { liveFamily } from './live-family.js';
import { readCounty, readLives } from './lives-content.js';
import { planLives, prefixOf, referenceOf } from './plan.js';
import type { Plan } from './plan.js';
import { stampLives } from './stamp-lives.js';
import { definitionsOf } from './world.js';
import type { World } from './world.js';

vi.setConfig({ testTimeout: 60_000 }); // whole lives, hundreds of them

const opens = '2020-02-17T09:00:00.000Z';
const county = readCounty();
const content = readLives();
const { organisation, sharing } = enlargeOrganisation(readDemo().organisation, county, 'test');
const library = loadLibrary({});
const reference: Reference = {
  ...councilOf(organisation, { seed: 'test', today: '2020-02-17' }),
  revision: 1,
  rules: library.rules,
  eligibilityRules: library.eligibility,
  localValues: [],
  words: [],
  calendars: library.calendars,
  definitions: library.definitions.map(({ definition }) => definition),
};
const definitions = definitionsOf(reference);
const areas = county.areas.map(({ key }) => key);
const authorityId = '01900000-0000-7000-8000-000000000009';

function planOf(seed: string, items: number, more: Partial<Parameters<typeof planLives>[0]> = {}): Plan {
  return planLives({ content, definitions, areas, opens, items, lives: items, seed, given: new Map(), ...more });
}

function worldOf(plan: Plan): World {
  return { authorityId, reference, cast: new Cast(reference), content, sharing, opens, known: plan.known };
}

function families(plan: Plan, own = content): LivedFamily[] {
  const world = { ...worldOf(plan), content: own };
  return plan.lives.map((planned) => {
    const dice = new Dice(planned.seed);
    return liveFamily(world, planned, { dice, ids: new FamilyIds(dice.apart('audit')) });
  });
}

/** What must hold of an item that has been lived, in words where it does not. */
function brokenIn({ item, changes, definition }: LivedItem): string[] {
  const events = changes.flatMap(({ event, furtherEvents }) => [event, ...furtherEvents]);
  const steps = changes.filter(({ event, furtherEvents }) => [event, ...furtherEvents].some((e) => e.stepsVersion));
  const fired = events.flatMap(({ firing }) =>
    firing ? [JSON.stringify([firing.deadline, firing.kind, firing.mark, firing.dueOn])] : [],
  );
  const rules: [string, boolean][] = [
    ['it was created', changes[0]?.event.type === 'work-item-created'],
    ['each version has one change', steps.length === item.version],
    ['changes follow each other in time', events.every(({ at }, place) => at >= (events[place - 1]?.at ?? ''))],
    ['nothing happens after the demo opens', events.every(({ at }) => at <= opens)],
    ['it is closed in a final state and in no other', item.closed === definition.states[item.state]?.final],
    ['an open item has a next date', item.closed || item.nextDueOn !== null],
    ['a closed one has nothing that runs', !item.closed || !item.deadlines.some(isLive)],
    ['what is still to fire is ahead', item.deadlines.every((each) => (nextFiringAt(each) ?? '9') > opens)],
    ['nothing fired twice', new Set(fired).size === fired.length],
    ['its owner post is there', reference.organisation.posts.some(({ key }) => key === item.ownerPost)],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => `${definition.key}: ${rule}`);
}

describe('lives that are made up', () => {
  it.each(['one', 'another', 'a third'])('keep what must hold of every item, with the seed %s', (seed) => {
    const all = families(planOf(seed, 150)).flat();
    expect(all.flatMap(brokenIn)).toEqual([]);
    expect(new Set(all.map(({ definition }) => definition.key))).toEqual(new Set(definitions.map(({ key }) => key)));
  });

  it('end, are late, climb and are extended, as lives do', () => {
    const all = families(planOf('as lives do', 500)).flat();
    const open = all.filter(({ item }) => !item.closed);
    expect(open.length).toBeGreaterThan(30);
    expect(open.filter(({ item }) => (item.nextDueOn ?? '') < '2020-02-17').length).toBeGreaterThan(3);
    const types = new Set(all.flatMap(({ changes }) => changes.map(({ event }) => event.type)));
    for (const type of [
      'work-item-transitioned',
      'deadline-missed',
      'reminder-fired',
      'deadline-extended',
      'evidence-added',
      'record-added',
      'record-completed',
      'owner-changed',
      'level-raised',
      'level-acknowledged',
    ])
      expect(types).toContain(type);
  });

  it('go on in the items that they open, which are numbered and written with them', () => {
    const ways = { items: 1, titles: ['A step'], transitions: { 'put-on-work-programme': 90 } };
    const own = { ...content, workflows: { ...content.workflows, 'panel-action': ways } };
    const plan = planOf('opening', 12, {
      content: own,
      definitions: definitions.filter(({ key }) => key === 'panel-action'),
    });
    const opening = families(plan, own).filter((family) => family.length > 1);
    expect(opening.length).toBeGreaterThan(0);
    expect(opening.flat().flatMap(brokenIn)).toEqual([]);
    const stamps = [...stampLives({ ...worldOf(plan), content: own }, plan)];
    const references = stamps.flatMap((stamp) => stamp.references);
    expect(new Set(references).size).toBe(references.length);
    expect(references.some((each) => each.startsWith('WP-'))).toBe(true);
    const links = stamps.filter(({ references: [, other] }) => other).map((stamp) => stampedText(stamp, 'links'));
    expect(links.every((text) => /\tWP-\d{4}-\d{3}\t/.test(text) && /\tPA-\d{4}-\d{3}\t/.test(text))).toBe(true);
  });

  it('are called by a case or a subject, and never by a name', () => {
    const titles = families(planOf('titles', 150)).map(([first]) => first?.item.title ?? '');
    const names = organisation.people.flatMap(({ name }) => name.split(' '));
    expect(titles.filter((title) => title.includes('{') || names.some((name) => title.includes(name)))).toEqual([]);
    const cases = titles.flatMap((title) => /KC-\S+/.exec(title)?.[0] ?? []);
    expect(cases.length).toBeGreaterThan(100);
    expect(cases.every((each) => /^KC-\d{5}$/.test(each))).toBe(true);
  });

  it('are the same bytes for the same seed, and others for another', () => {
    const textOf = (seed: string): string[] => {
      const plan = planOf(seed, 60, { lives: 20 });
      return [...stampLives(worldOf(plan), plan)].map((stamp) => JSON.stringify(stamp));
    };
    expect(textOf('one')).toEqual(textOf('one'));
    expect(textOf('one')).not.toEqual(textOf('another'));
  });

  it('give every family ids of its own', () => {
    const plan = planOf('ids', 120, { lives: 30 });
    const endings = [...stampLives(worldOf(plan), plan)].map(({ ending }) => ending);
    expect(new Set(endings).size).toBe(endings.length);
    expect(endings.every((each) => /^-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(each))).toBe(true);
  });
});

describe('the plan of what is to be made', () => {
  const plan = planOf('plan', 500, { lives: 80, given: new Map([['RI-2019', 41]]) });

  it('has as many items as were asked for, and at least one of each workflow', () => {
    const items = plan.lives.reduce((sum, { copies }) => sum + copies, 0);
    expect(Math.abs(items - 500)).toBeLessThan(20);
    expect(new Set(plan.lives.map(({ definition }) => definition.key)).size).toBe(definitions.length);
  });

  it('numbers them in order of creation, behind the numbers that are given out', () => {
    const numbered = plan.lives.flatMap(({ definition, createdAt, firstNumber, copies }) =>
      Array.from({ length: copies }, (_, copy) => referenceOf(prefixOf(definition), createdAt, firstNumber + copy)),
    );
    expect(new Set(numbered).size).toBe(numbered.length);
    const interviews = numbered.filter((each) => each.startsWith('RI-2019-'));
    expect(interviews[0]).toBe('RI-2019-042');
    expect([...interviews].sort()).toEqual(interviews);
  });

  it('raises nothing after the demo opens, nor before the first day', () => {
    const days = plan.lives.map(({ createdAt }) => createdAt.slice(0, 10));
    expect(days.every((day) => day >= content.from && day < '2020-02-17')).toBe(true);
  });

  it('goes back a year where the demo opens before the first day', () => {
    const early = planOf('early', 60, { opens: '2016-09-01T08:00:00.000Z' });
    const days = early.lives.map(({ createdAt }) => createdAt.slice(0, 10));
    expect(days.every((day) => day >= '2015-09-02' && day < '2016-09-01')).toBe(true);
  });

  it('lets a named item be there before the one that names it', () => {
    const definition = definitions.find(({ key }) => key === 'panel-action');
    if (definition === undefined) throw new Error('There is no panel action.');
    const naming = {
      ...definition,
      key: 'naming',
      reference: 'NM',
      fields: {
        card: { type: 'item', label: 'Card', required: true, plain: false, of: ['challenge-card'] },
      },
    } as const;
    const { lives } = planOf('named', 400, { definitions: [...definitions, naming] });
    const first = (key: string): string => lives.find((each) => each.definition.key === key)?.createdAt ?? '';
    expect(first('naming') > first('challenge-card')).toBe(true);
  });
});

describe('what is written of a family', () => {
  it('leaves no gap once it is stamped', () => {
    const plan = planOf('gaps', 40);
    const world = worldOf(plan);
    for (const planned of plan.lives) {
      const ids = new FamilyIds(new Dice('gaps'));
      const family = liveFamily(world, planned, { dice: new Dice(planned.seed), ids });
      const { texts, numbering } = writeFamily(authorityId, family, ids);
      expect(numbering).toHaveLength(family.length);
      expect(JSON.stringify(texts)).not.toMatch(/fed-cba987654321|\{reference/);
    }
  });
});
