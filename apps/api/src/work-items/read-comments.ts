import { Inject, Injectable } from '@nestjs/common';
import { listMentionable, maySee, mayWorkOn, mightSeeThen, type Facts, type WorkItem } from '@kept/domain';
import type { CommentListQuery, CommentListView, CommentView, MentionListView } from '@kept/contracts';
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
    const sees = ({ sight }: Comment): boolean => mightSeeThen(item, sight, facts.definition, caller.actor);
    const read = (after: string | undefined) =>
      this.database.workItems.comments(caller, item.id, { limit, ...(after !== undefined && { cursor: after }) });
    let page = await read(cursor);
    // A page of which nothing is theirs to read is passed over.
    while (page.nextCursor !== null && !page.comments.some(sees)) page = await read(page.nextCursor);
    return {
      comments: page.comments.filter(sees).map(present),
      nextCursor: page.nextCursor,
      mayComment: mayWorkOn(item, facts.definition, caller.actor),
    };
  }

  async mentionable(caller: Caller, idOrReference: string): Promise<MentionListView> {
    const { item, facts } = await this.visible(caller, idOrReference);
    return { mentions: listMentionable(item, facts).map(({ key, kind, name }) => ({ key, kind, name })) };
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
