import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';

/** Marks messages as read by the caller; those of other posts stay as they are, without a word. */
@Injectable()
export class ReadNotices {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor }: Caller, ids: readonly string[]): Promise<void> {
    const { posts, personId } = actor;
    await this.database.notices.markRead(authorityId, { posts, personId, ids });
  }
}
