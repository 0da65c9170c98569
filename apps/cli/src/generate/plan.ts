import { addDays, daysBetween, londonDay } from '@kept/domain';
import type { Instant, WorkflowDefinition } from '@kept/domain';
import type { Beginning } from './begin.js';
import { Dice } from './dice.js';
import { workingTime } from './live-family.js';
import type { LivesContent } from './lives-content.js';
import type { KnownItem } from './world.js';
import type { Child } from './world.js';

/** A life to be made, and how many items it is for. */
export interface PlannedLife extends Beginning {
  /** What its own chances are drawn from. */
  seed: string;
  copies: number;
  /** Its number, and those of its copies behind it, within prefix and year. */
  firstNumber: number;
}

export interface Plan {
  /** In order of creation. */
  lives: readonly PlannedLife[];
  known: ReadonlyMap<string, readonly KnownItem[]>;
  /** Gives further numbers, for items that others open. */
  numbers: Numbers;
}

export interface PlanWish {
  content: LivesContent;
  definitions: readonly WorkflowDefinition[];
  areas: readonly string[];
  opens: Instant;
  items: number;
  /** At most so many different lives; each is then for several items, with the same dates and words. */
  lives: number;
  seed: string;
  /** The last numbers given out, by prefix and year. */
  given: ReadonlyMap<string, number>;
}

/** Numbers of references, each given out once. */
export class Numbers {
  private readonly last: Map<string, number>;

  constructor(given: ReadonlyMap<string, number>) {
    this.last = new Map(given);
  }

  /** The first of so many numbers that follow each other. */
  take(prefix: string, createdAt: Instant, count: number): number {
    const key = keyOf(prefix, createdAt);
    const first = (this.last.get(key) ?? 0) + 1;
    this.last.set(key, first + count - 1);
    return first;
  }
}

const keyOf = (prefix: string, createdAt: Instant): string => `${prefix}-${londonDay(createdAt).slice(0, 4)}`;

/** `CC-2018-007`. */
export const referenceOf = (prefix: string, createdAt: Instant, number: number): string =>
  `${keyOf(prefix, createdAt)}-${String(number).padStart(3, '0')}`;

/** Which items there are to be, raised when and about which child, numbered in order of creation. */
export function planLives(wish: PlanWish): Plan {
  const numbers = new Numbers(wish.given);
  const children = childrenOf(wish);
  const planned = sharesOf(wish).flatMap(({ definition, items, lives }) =>
    Array.from({ length: lives }, (_, place) => {
      const seed = `${wish.seed}/${definition.key}/${place}`;
      const copies = Math.floor(items / lives) + (place < items % lives ? 1 : 0);
      return { ...beginningOf(wish, definition, { children, dice: new Dice(`${seed}/begin`) }), seed, copies };
    }),
  );
  const lives = inOrder(behindWhatTheyName(planned, wish.opens)).map((each) => ({
    ...each,
    firstNumber: numbers.take(prefixOf(each.definition), each.createdAt, each.copies),
  }));
  return { lives, numbers, known: knownOf(lives) };
}

type Unnumbered = Omit<PlannedLife, 'firstNumber'>;

function inOrder(planned: readonly Unnumbered[]): Unnumbered[] {
  const keyOf = ({ createdAt, seed }: Unnumbered): string => `${createdAt} ${seed}`;
  return [...planned].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** An item that must name one of another workflow is raised once there is one. */
function behindWhatTheyName(planned: readonly Unnumbered[], opens: Instant): Unnumbered[] {
  const first = new Map<string, Instant>();
  for (const { definition, createdAt } of planned) {
    if (createdAt < (first.get(definition.key) ?? '9')) first.set(definition.key, createdAt);
  }
  return planned.map((each) => {
    const named = Object.values(each.definition.fields).filter(({ type, required }) => type === 'item' && required);
    const from = named
      .flatMap(({ of = [] }) => of.flatMap((key) => first.get(key) ?? []))
      .sort()
      .at(0);
    if (from === undefined || each.createdAt > from) return each;
    const dice = new Dice(`${each.seed}/later`);
    const left = daysBetween(londonDay(from), londonDay(opens));
    return {
      ...each,
      createdAt: workingTime(addDays(londonDay(from), 1 + dice.whole(0, Math.max(left - 5, 0))), dice, opens),
    };
  });
}

/** A new item of an exempt workflow is numbered apart, as in the write path. */
export const prefixOf = ({ reference, classification }: WorkflowDefinition): string =>
  reference + (classification === 'exempt' ? 'X' : '');

interface Share {
  definition: WorkflowDefinition;
  items: number;
  lives: number;
}

/** Every workflow has at least one item. */
function sharesOf({ content, definitions, items, lives }: PlanWish): Share[] {
  const weightOf = ({ key }: WorkflowDefinition): number => content.workflows[key]?.items ?? content.otherItems;
  const whole = definitions.reduce((sum, each) => sum + weightOf(each), 0);
  return definitions.map((definition) => {
    const share = weightOf(definition) / whole;
    const own = Math.max(1, Math.round(items * share));
    return { definition, items: own, lives: Math.min(own, Math.max(1, Math.round(lives * share))) };
  });
}

function beginningOf(
  { content, opens }: PlanWish,
  definition: WorkflowDefinition,
  { children, dice }: { children: readonly Child[]; dice: Dice },
): Beginning {
  const end = londonDay(opens);
  const aYearBefore = addDays(end, -365);
  const from = content.from < aYearBefore ? content.from : aYearBefore;
  const day = addDays(from, dice.whole(0, Math.max(daysBetween(from, end) - 4, 0)));
  // A few children have many items.
  const child = children[Math.floor(dice.next() ** 1.6 * children.length)] as Child;
  return { definition, createdAt: workingTime(day, dice, opens), child };
}

function childrenOf({ content, items, areas, seed }: PlanWish): Child[] {
  const dice = new Dice(`${seed}/children`);
  const count = Math.max(1, Math.round(items / content.itemsAChild));
  const numbers = dice.whole(20_000, 29_000);
  return Array.from({ length: count }, (_, place) => ({
    caseReference: `KC-${numbers + place}`,
    area: dice.pick(areas),
  }));
}

function knownOf(lives: readonly PlannedLife[]): Map<string, KnownItem[]> {
  const known = new Map<string, KnownItem[]>();
  for (const { definition, createdAt, firstNumber } of lives) {
    const all = known.get(definition.key) ?? [];
    all.push({ reference: referenceOf(prefixOf(definition), createdAt, firstNumber), createdAt });
    known.set(definition.key, all);
  }
  return known;
}
