import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { notFound } from '../http/problem.js';

@Injectable()
export class RevokeToken {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor }: Caller, id: string): Promise<void> {
    const revoked = isUuid(id) && (await this.database.tokens.revoke(authorityId, actor.personId, id));
    if (!revoked) throw notFound();
  }
}
