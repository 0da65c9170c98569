import { Inject, Injectable } from '@nestjs/common';
import { maySee } from '@kept/domain';
import type { Build, ChangeContext, ChangeOutcome, Database, Decide } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import type { ChangeRequest } from './change-request.js';
import { presentForReader } from './present-for-reader.js';
import { refusalOfOutcome } from './refusal-of-outcome.js';
import type { WorkItemReply } from './work-item-reply.js';

/** The way of every change: a decision of the domain, the one write path, the item as it then stands. */
@Injectable()
export class MakeChange {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused with the reason; nothing is written then */
  async run(asked: ChangeRequest, idOrReference: string, decide: Decide): Promise<WorkItemReply> {
    const { ifMatch } = asked;
    const options = ifMatch === undefined ? {} : { ifMatch };
    const outcome = await this.database.workItems.change(contextOf(asked), idOrReference, decide, options);
    if (outcome.kind === 'stale') await this.requireSight(asked, idOrReference);
    return this.reply(asked, outcome);
  }

  async create(asked: ChangeRequest, workflow: string, build: Build): Promise<WorkItemReply> {
    return this.reply(asked, await this.database.workItems.create(contextOf(asked), workflow, build));
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

export function contextOf({ caller, idempotency }: ChangeRequest): ChangeContext {
  const { authorityId, actor } = caller;
  return { authorityId, actor, ...(idempotency !== undefined && { idempotency }) };
}
