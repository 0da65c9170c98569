import { Inject, Injectable } from '@nestjs/common';
import { personAddress, scopeOf } from '@kept/domain';
import type { NoticeCountView, NoticeListQuery, NoticeListView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { presentNotice } from './notice.presenter.js';

/** Whoever reads: what is told to their posts of today, and to themselves. */
export function readerOf({ actor: { posts, personId } }: Caller): { posts: string[]; personId: string } {
  return { posts: [...posts, personAddress(personId)], personId };
}

/** The messages of the posts that the caller answers for today, and of what they follow, of items that they may see today. */
@Injectable()
export class ListNotices {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, { cursor, limit }: NoticeListQuery): Promise<NoticeListView> {
    const { authorityId, reference } = caller;
    const asked = { ...readerOf(caller), limit, ...(cursor !== undefined && { cursor }) };
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
    const references = await this.database.notices.unread(caller.authorityId, readerOf(caller));
    const seen = await this.#seen(caller, references);
    return { unread: references.filter((reference) => seen.has(reference)).length };
  }

  #seen({ authorityId, actor, reference }: Caller, references: readonly string[]): Promise<ReadonlySet<string>> {
    const scope = scopeOf(reference.definitions, actor);
    return this.database.workItems.seenAmong({ authorityId }, [...new Set(references)], scope);
  }
}
