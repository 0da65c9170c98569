import { Inject, Injectable } from '@nestjs/common';
import { listMentionable, maySee, mayWorkOn, sightThen, type Facts, type WorkItem } from '@kept/domain';
import type {
  CommentListQuery,
  CommentListView,
  CommentView,
  MentionListQuery,
  MentionListView,
} from '@kept/contracts';
import type { Comment, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';

/** What was said of an item, for somebody who may see it now and might when it was said. */
@Injectable()
export class ReadComments {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, idOrReference: string, { cursor, limit }: CommentListQuery): Promise<CommentListView> {
    const { item, facts } = await this.visible(caller, idOrReference);
    const sight = sightThen(item, facts.definition, caller.actor);
    const query = { limit, sight, ...(cursor !== undefined && { cursor }) };
    const page = await this.database.workItems.comments(caller, item.id, query);
    return {
      comments: page.comments.map(present),
      nextCursor: page.nextCursor,
      mayComment: mayWorkOn(item, facts.definition, caller.actor),
    };
  }

  /** The organisation is in memory: nothing is asked of the database but the item. */
  async mentionable(caller: Caller, idOrReference: string, query: MentionListQuery): Promise<MentionListView> {
    const { item, facts } = await this.visible(caller, idOrReference);
    const { mentions, more } = listMentionable(item, facts, query);
    return { mentions: mentions.map(({ key, kind, name }) => ({ key, kind, name })), more };
  }

  private async visible({ authorityId, actor }: Caller, which: string): Promise<{ item: WorkItem; facts: Facts }> {
    const read = await this.database.workItems.read({ authorityId, actor }, which);
    if (!read || !maySee(read.item, read.facts.definition, actor)) throw notFound();
    return read;
  }
}

function present({ id, at, by, text, mentions }: Comment): CommentView {
  return { id, at, by, text, mentions: mentions.map(({ key, kind, name }) => ({ key, kind, name })) };
}
