import { Inject, Injectable } from '@nestjs/common';
import { maySee, newlyNamedItems } from '@kept/domain';
import type { Decision, Facts, WorkItem } from '@kept/domain';
import type { Build, ChangeContext, ChangeOutcome, Database, Decide } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import type { ChangeRequest } from './change-request.js';
import { presentForReader } from './present-for-reader.js';
import { refusalOfOutcome } from '../rows/refusal-of-outcome.js';
import { seenAmong } from './seen-links.js';
import type { WorkItemReply } from './work-item-reply.js';

/** The way of every change: a decision of the domain, the one write path, the item as it then stands. */
@Injectable()
export class MakeChange {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused with the reason; nothing is written then */
  async run(asked: ChangeRequest, idOrReference: string, decide: Decide): Promise<WorkItemReply> {
    const { ifMatch } = asked;
    const options = ifMatch === undefined ? {} : { ifMatch };
    const outcome = await this.withNamedItems(asked, (checked) =>
      this.database.workItems.change(
        contextOf(asked),
        idOrReference,
        (item, facts) => checked(decide(item, facts), item, facts),
        options,
      ),
    );
    if (outcome.kind === 'stale') await this.requireSight(asked, idOrReference);
    return this.reply(asked, outcome);
  }

  async create(asked: ChangeRequest, workflow: string, build: Build): Promise<WorkItemReply> {
    const outcome = await this.withNamedItems(asked, (checked) =>
      this.database.workItems.create(contextOf(asked), workflow, (facts) => checked(build(facts), null, facts)),
    );
    return this.reply(asked, outcome);
  }

  /**
   * A field may name another item only where there is one that the caller may see. A decision cannot ask the database, so
   * what it newly names is looked up after a first refusal, and then it is decided again.
   */
  private async withNamedItems(
    { caller }: ChangeRequest,
    change: (checked: Check) => Promise<ChangeOutcome>,
  ): Promise<ChangeOutcome> {
    const named = new Set<string>();
    const first = await change(checkAgainst(new Set(), named));
    if (first.kind !== 'refused' || named.size === 0) return first;
    const seen = await seenAmong(this.database, caller, [...named]);
    return seen.size === 0 ? first : change(checkAgainst(seen, named));
  }

  private async reply({ caller }: ChangeRequest, outcome: ChangeOutcome): Promise<WorkItemReply> {
    if (outcome.kind !== 'changed') throw refusalOfOutcome(outcome);
    const { item, facts, created, replayed } = outcome;
    if (replayed && !maySee(item, facts.definition, facts.actor)) throw notFound();
    return { item: await presentForReader(this.database, caller, { item, facts }), created, replayed };
  }

  /** "Stale" would tell that the item exists, so whoever may not see it is told what they would be told without it. */
  private async requireSight(asked: ChangeRequest, idOrReference: string): Promise<void> {
    const read = await this.database.workItems.read(contextOf(asked), idOrReference);
    if (!read || !maySee(read.item, read.facts.definition, asked.caller.actor)) throw notFound();
  }
}

type Check = (decision: Decision, before: WorkItem | null, facts: Facts) => Decision;

/** Refuses what names an item that is not among those seen, and remembers what was named. */
function checkAgainst(seen: ReadonlySet<string>, named: Set<string>): Check {
  return (decision, before, { definition }) => {
    if (!decision.allowed) return decision;
    const { item } = decision.change;
    const missing = newlyNamedItems(item, before, definition)
      .filter(({ reference }) => named.add(reference) && (!seen.has(reference) || reference === item.reference))
      .map(({ field }) => ({ field, text: 'Enter the reference of another item that you may see.' }));
    if (missing.length === 0) return decision;
    return {
      allowed: false,
      refusal: { kind: 'missing', detail: 'One thing is missing or untrue.', missing },
    };
  };
}

export function contextOf({ caller, idempotency }: ChangeRequest): ChangeContext {
  const { authorityId, actor } = caller;
  return { authorityId, actor, ...(idempotency !== undefined && { idempotency }) };
}
