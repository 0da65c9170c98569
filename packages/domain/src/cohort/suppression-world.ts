import type { Figure, Relation, Shown } from './figure.js';

/** How many figures an alternative may differ in, and how many attempts are worth while. */
const deepest = 10;
const mostAttempts = 600;

/** Figures with what binds them: asks whether a reader of what is shown could still think of another value. */
export class World {
  private readonly figures: ReadonlyMap<string, Figure>;
  private readonly relations: readonly Relation[];
  private readonly binding = new Map<string, Relation[]>();

  constructor(
    figures: readonly Figure[],
    relations: readonly Relation[],
    private readonly shown: ReadonlyMap<string, Shown>,
  ) {
    this.figures = new Map(figures.map((figure) => [figure.key, figure]));
    this.relations = relations.filter((relation) => members(relation).every((key) => this.figures.has(key)));
    for (const relation of this.relations) {
      for (const key of members(relation)) this.binding.set(key, [...(this.binding.get(key) ?? []), relation]);
    }
  }

  /** Of a sum in which one figure alone is kept back, the one to keep back beside it; undefined where there is none. */
  mateOfLone(): string | undefined {
    for (const relation of this.relations) {
      if (relation.kind !== 'sum') continue;
      const [exact, kept] = split(members(relation), (key) => this.isExact(key));
      const [lone] = kept;
      if (kept.length === 1 && lone !== undefined && !this.isHidden(lone)) return this.lightest(exact);
    }
    return undefined;
  }

  /** Is there another number of 1 to 4 for this figure, under which everything shown stays true? */
  hasOtherValue(key: string): boolean {
    const actual = this.countOf(key);
    const others = [actual - 1, actual + 1, actual - 2, actual + 2, actual - 3, actual + 3];
    const budget = { left: mostAttempts };
    return others.some((value) => this.mayBe(key, value) && this.fits(new Map([[key, value]]), [key], budget));
  }

  /** Figures shown exactly that stand in a relation with this one, or with one kept back that hangs together with it. */
  borderOf(key: string): string[] {
    const seen = new Set([key]);
    let ring = [key];
    while (ring.length > 0) {
      const next = new Set(ring.flatMap((each) => (this.binding.get(each) ?? []).flatMap(members)));
      ring = [...next].filter((each) => !seen.has(each) && !this.isExact(each));
      for (const each of next) seen.add(each);
    }
    return this.lightestFirst([...seen].filter((each) => this.isExact(each)));
  }

  /**
   * Mends the relations that the change of `moved` broke, one figure at a time; each figure changes once.
   * @param changed the values that differ from the real ones
   */
  private fits(changed: ReadonlyMap<string, number>, moved: readonly string[], budget: { left: number }): boolean {
    const broken = this.firstBroken(changed, moved);
    if (broken === undefined) return true;
    if (changed.size >= deepest) return false;
    for (const [key, value] of this.mendings(broken, changed)) {
      budget.left -= 1;
      if (budget.left < 0) return false;
      const next = new Map(changed).set(key, value);
      if (this.fits(next, [...moved, key], budget)) return true;
    }
    return false;
  }

  private firstBroken(changed: ReadonlyMap<string, number>, moved: readonly string[]): Relation | undefined {
    return moved.flatMap((key) => this.binding.get(key) ?? []).find((relation) => this.gapOf(relation, changed) !== 0);
  }

  /** By how much the whole is too small (positive) or too large (negative); 0 where the relation holds. */
  private gapOf(relation: Relation, changed: ReadonlyMap<string, number>): number {
    const value = (key: string): number => changed.get(key) ?? this.countOf(key);
    const sum = (keys: readonly string[]): number => keys.reduce((total, key) => total + value(key), 0);
    const whole = value(relation.whole);
    if (relation.kind === 'sum') return sum(relation.parts) - whole;
    const groups = relation.groups.map(sum);
    const least = Math.max(...groups);
    const most = groups.reduce((total, each) => total + each, 0);
    if (whole < least) return least - whole;
    return whole > most ? most - whole : 0;
  }

  /** Single figures whose change would mend the relation, those that need the smallest change to others first. */
  private mendings(relation: Relation, changed: ReadonlyMap<string, number>): [string, number][] {
    const gap = this.gapOf(relation, changed);
    const parts = relation.kind === 'sum' ? relation.parts : relation.groups.flat();
    return [...parts.map((key) => [key, -gap] as const), [relation.whole, gap] as const]
      .filter(([key]) => !changed.has(key) && !this.isExact(key))
      .map(([key, by]): [string, number] => [key, this.countOf(key) + by])
      .filter(([key, value]) => this.mayBe(key, value));
  }

  /** Would a reader believe it: 1 to 4 where it says so, and none of these where it is withheld for another's sake. */
  private mayBe(key: string, value: number): boolean {
    if (value < 0) return false;
    if (this.isHidden(key)) return true;
    const few = value > 0 && value < 5;
    return this.shown.get(key) === 'few' ? few : !few;
  }

  private isExact(key: string): boolean {
    return !this.isHidden(key) && this.shown.get(key) === 'exact';
  }

  private isHidden(key: string): boolean {
    return this.figures.get(key)?.hidden === true;
  }

  private countOf(key: string): number {
    return this.figures.get(key)?.count ?? 0;
  }

  private lightestFirst(keys: readonly string[]): string[] {
    return [...keys].sort((a, b) => this.weight(a) - this.weight(b));
  }

  private lightest(keys: readonly string[]): string | undefined {
    return this.lightestFirst(keys)[0];
  }

  /** Low ranks first, then small counts; zeros last, since they can hide little. */
  private weight(key: string): number {
    const { rank = 0, count = 0 } = this.figures.get(key) ?? {};
    return rank * 1e6 + (count === 0 ? 1e5 : count);
  }
}

function members(relation: Relation): string[] {
  const parts = relation.kind === 'sum' ? relation.parts : relation.groups.flat();
  return [relation.whole, ...parts];
}

function split(keys: readonly string[], test: (key: string) => boolean): [string[], string[]] {
  return [keys.filter(test), keys.filter((key) => !test(key))];
}
