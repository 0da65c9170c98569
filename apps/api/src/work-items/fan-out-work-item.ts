import { Inject, Injectable } from '@nestjs/common';
import { fanOutField, fanOutItem, scopeOf } from '@kept/domain';
import type { FanOut, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { FanOutBody } from '@kept/contracts';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { newId } from '../http/ids.js';
import { notFound } from '../http/problem.js';
import type { ChangeRequest } from './change-request.js';
import { contextOf, MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

const mostCopies = 200;

/** Copies an item for each post that it falls to, all of them or none. */
@Injectable()
export class FanOutWorkItem {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(MakeChange) private readonly changes: MakeChange,
  ) {}

  /** The copies are read before the item is decided on; the rule notices one that came in between. */
  async run(asked: ChangeRequest, id: string, { ownerPosts }: FanOutBody): Promise<WorkItemReply> {
    const read = await this.database.workItems.read(contextOf(asked), id);
    if (!read) throw notFound();
    const existing = await this.copiesOf(asked, read.item);
    const copies = [...new Set(ownerPosts)].map((ownerPost) => ({ ownerPost, id: newId() }));
    return this.changes.run(asked, id, (item, facts) => fanOutItem(item, { copies, existing }, facts));
  }

  /** As far as the caller sees them. They are parts of what the whole is a part of, by which they are found. */
  private async copiesOf({ caller }: ChangeRequest, item: WorkItem): Promise<FanOut['existing']> {
    const { actor, authorityId, reference } = caller;
    const definition = reference.definitions.findLast(({ key }) => key === item.workflow);
    const field = definition && fanOutField(definition);
    if (!definition || !field) return [];
    const partOf = wholeOf(item, definition);
    const { rows } = await this.database.workItems.list(
      { authorityId },
      {
        workflow: item.workflow,
        field: { key: field, values: [item.reference] },
        sort: 'reference',
        limit: mostCopies,
        ...(partOf !== undefined && { partOf }),
      },
      scopeOf(reference.definitions, actor),
    );
    return rows.map((copy) => ({ reference: copy.reference, ownerPost: copy.ownerPost }));
  }
}

function wholeOf({ fields }: WorkItem, definition: WorkflowDefinition): string | undefined {
  const key = Object.keys(definition.fields).find((each) => definition.fields[each]?.partOf === true);
  const whole = key === undefined ? undefined : fields[key];
  return typeof whole === 'string' ? whole : undefined;
}
