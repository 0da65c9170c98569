import { nextFiringAt, passTime } from '@kept/domain';
import type {
  Change,
  Deadline,
  Decision,
  Facts,
  Firing,
  Instant,
  Refusal,
  WorkItem,
  WorkflowDefinition,
} from '@kept/domain';
import type { LivedItem } from '@kept/database';

const keyOf = (deadline: Pick<Deadline, 'key' | 'occurrence'>, { kind, mark, dueOn }: Firing): string =>
  [deadline.key, deadline.occurrence, kind, mark, dueOn].join('|');

/** An item that is being lived: it keeps every change, and what has fired. */
export class LivingItem implements LivedItem {
  readonly changes: Change[] = [];
  /** Items of other workflows that it opened. */
  readonly opened: { change: Change; definition: WorkflowDefinition }[] = [];
  item: WorkItem;
  private readonly fired = new Set<string>();

  constructor(
    readonly definition: WorkflowDefinition,
    created: Change,
  ) {
    this.item = created.item;
    this.keep(created);
  }

  /** When something happened last. */
  get at(): Instant {
    return this.changes.at(-1)?.event.at ?? this.item.createdAt;
  }

  /** Takes the change over; a refusal leaves everything as it was, and is handed back. */
  take(decision: Decision): Refusal | null {
    if (!decision.allowed) return decision.refusal;
    this.keep(decision.change);
    return null;
  }

  /**
   * Lets time act up to that instant: every firing at its own, soonest first, as the sweep would have fired it.
   * @param factsAt the facts of an instant, with the sweep for an actor
   */
  passTo(until: Instant, factsAt: (at: Instant) => Facts): void {
    for (;;) {
      const planned = earliest(this.item.deadlines);
      if (planned === null || planned > until) return;
      const at = planned > this.at ? planned : this.at;
      const ready = this.withoutFired();
      const decision = passTime(ready, factsAt(at));
      if (decision.allowed) this.keep(decision.change);
      else if (ready !== this.item) this.item = ready;
      else throw new Error(`${this.definition.key}: what is due at ${planned} does not fire.`);
    }
  }

  private keep(change: Change): void {
    const { item, event, furtherEvents, opens } = change;
    this.changes.push(change);
    this.item = item;
    for (const { firing } of [event, ...furtherEvents]) {
      if (firing !== undefined) this.fired.add(keyOf(firing.deadline, firing));
    }
    this.opened.push(...(opens ?? []));
  }

  /** A date moved there and back plans its firings anew; those that fired before leave the plan here. */
  private withoutFired(): WorkItem {
    const { item, fired } = this;
    const deadlines = item.deadlines.map((deadline) => {
      const plan = deadline.plan.filter((firing) => !fired.has(keyOf(deadline, firing)));
      return plan.length === deadline.plan.length ? deadline : { ...deadline, plan };
    });
    return deadlines.some((deadline, place) => deadline !== item.deadlines[place]) ? { ...item, deadlines } : item;
  }
}

function earliest(deadlines: readonly Deadline[]): Instant | null {
  return (
    deadlines
      .flatMap((each) => nextFiringAt(each) ?? [])
      .sort()
      .at(0) ?? null
  );
}
