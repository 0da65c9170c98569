import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { readerOf } from './list-notices.js';

/** Marks messages as read by the caller; those of other posts stay as they are, without a word. */
@Injectable()
export class ReadNotices {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, ids: readonly string[]): Promise<void> {
    await this.database.notices.markRead(caller.authorityId, { ...readerOf(caller), ids });
  }
}
