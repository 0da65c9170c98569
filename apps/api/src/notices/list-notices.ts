import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { NoticeCountView, NoticeListQuery, NoticeListView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { presentNotice } from './notice.presenter.js';

/** The messages of the posts that the caller answers for today, of items that they may see today. */
@Injectable()
export class ListNotices {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, { cursor, limit }: NoticeListQuery): Promise<NoticeListView> {
    const { authorityId, actor, reference } = caller;
    const { posts, personId } = actor;
    const asked = { posts, personId, limit, ...(cursor !== undefined && { cursor }) };
    const page = await this.database.notices.ofReader(authorityId, asked);
    const seen = await this.#seen(
      caller,
      page.notices.map((notice) => notice.reference),
    );
    const shown = page.notices.filter((notice) => seen.has(notice.reference));
    return {
      notices: shown.map((notice) => ({ ...presentNotice(notice, reference, notice), read: notice.read })),
      nextCursor: page.nextCursor,
    };
  }

  async count(caller: Caller): Promise<NoticeCountView> {
    const { posts, personId } = caller.actor;
    const references = await this.database.notices.unread(caller.authorityId, { posts, personId });
    const seen = await this.#seen(caller, references);
    return { unread: references.filter((reference) => seen.has(reference)).length };
  }

  #seen({ authorityId, actor, reference }: Caller, references: readonly string[]): Promise<ReadonlySet<string>> {
    const scope = scopeOf(reference.definitions, actor);
    return this.database.workItems.seenAmong({ authorityId }, [...new Set(references)], scope);
  }
}
