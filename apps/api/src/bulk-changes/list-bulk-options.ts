import { Inject, Injectable } from '@nestjs/common';
import { listTransitions, maySee } from '@kept/domain';
import type { BulkOptionsBody, BulkOptionsView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { inTurns } from '../rows/result-of-item.js';
import { workflowOf } from './transition-in-bulk.js';

/** The steps that the caller may take with at least one of the chosen. What they do not see is as if it were not there. */
@Injectable()
export class ListBulkOptions {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 422 where they are of more than one workflow */
  async run({ authorityId, actor, reference }: Caller, { items }: BulkOptionsBody): Promise<BulkOptionsView> {
    const seen = await inTurns(items, async ({ item: which }) => {
      const read = await this.database.workItems.read({ authorityId, actor }, which);
      if (!read || !maySee(read.item, read.facts.definition, actor)) return [];
      const { item, facts } = read;
      const options = listTransitions(item, facts).filter(({ allowed }) => allowed);
      return [{ id: item.id, workflow: item.workflow, options }];
    });
    // Named by its reference and by its id, an item counts once.
    const each = [...new Map(seen.flat().map((one) => [one.id, one])).values()];
    const workflow = workflowOf({ workflows: new Set(each.map((one) => one.workflow)) });
    const options = each.flatMap((one) => one.options);
    const newest = reference.definitions.findLast(({ key }) => key === workflow);
    const order = Object.keys(newest?.transitions ?? {});
    const keys = [...new Set([...order, ...options.map(({ key }) => key)])];
    const transitions = keys.flatMap((key) => {
      const found = options.filter((option) => option.key === key);
      return found[0] ? [{ key, label: found[0].label, items: found.length }] : [];
    });
    return { workflow, transitions };
  }
}
