import { londonDay } from '@kept/domain';
import type { Actor, Decision, Facts, Instant, Refusal, WorkItem } from '@kept/domain';
import type { Dice } from './dice.js';
import type { FamilyIds } from './family-ids.js';
import type { Situation } from './field-values.js';
import type { LivingItem } from './living-item.js';
import type { WorkflowLives } from './lives-content.js';
import { factsAt } from './world.js';
import type { Child, World } from './world.js';

/** What somebody asks for, as the domain's functions take it. */
export type Ask = (item: WorkItem, facts: Facts, situation: Situation) => Decision;

const minute = 60_000;

/** One item with the world around it, and the time of day at which the next thing is done to it. */
export class Life {
  private clock: Instant;

  constructor(
    readonly world: World,
    readonly living: LivingItem,
    readonly child: Child,
    private readonly draw: { dice: Dice; ids: FamilyIds },
  ) {
    this.clock = living.at;
  }

  get item(): WorkItem {
    return this.living.item;
  }

  get dice(): Dice {
    return this.draw.dice;
  }

  get ways(): WorkflowLives | undefined {
    return this.world.content.workflows[this.living.definition.key];
  }

  /** Goes on to that instant; what falls due on the way fires. */
  passTo(at: Instant): void {
    this.living.passTo(at, (then) => this.facts(then, { kind: 'system', name: 'sweep' }));
    this.clock = at > this.clock ? at : this.clock;
  }

  /** Where the next act would stand. */
  get facts(): (at: Instant, actor: Actor) => Facts {
    const { world, living, draw } = this;
    return (at, actor) => factsAt(world, living.definition, at, { actor, newId: draw.ids.id(at) });
  }

  /**
   * Somebody asks for it, some minutes after what was done last. Whoever may not is passed over; the first other answer
   * counts: null where it was done, else why not.
   */
  ask(by: readonly string[], ask: Ask): Refusal | null {
    this.passTo(new Date(Date.parse(this.clock) + this.dice.whole(2, 25) * minute).toISOString());
    const people = this.world.cast.candidates(by, this.item, londonDay(this.clock), this.dice);
    return this.askOf(people, ask);
  }

  /** As `ask`, of the first of these people who may. */
  askOf(people: readonly Actor[], ask: Ask): Refusal | null {
    let refusal: Refusal | null = { kind: 'forbidden', detail: 'Nobody is there who may.', missing: [] };
    for (const actor of people) {
      const facts = this.facts(this.clock, actor);
      const { world, child, dice } = this;
      refusal = this.living.take(ask(this.item, facts, { world, facts, child, dice }));
      if (refusal === null || !isForAnother(refusal)) return refusal;
    }
    return refusal;
  }

  /** The day on which the next act would be done. */
  get today(): string {
    return londonDay(this.clock);
  }
}

/** Another person may be able to. */
function isForAnother({ kind, missing }: Refusal): boolean {
  return kind === 'forbidden' || kind === 'unknown' || missing.some(({ field }) => field === 'secondPerson');
}
