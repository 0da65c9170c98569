import { Inject, Injectable } from '@nestjs/common';
import { maySee } from '@kept/domain';
import type { FollowView } from '@kept/contracts';
import type { Database, Follow } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';

/** What the caller follows, of the items that they see; an item out of sight is answered as one that is not there. */
@Injectable()
export class KeepFollow {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 out of sight */
  async read(caller: Caller, which: string): Promise<FollowView> {
    return { following: await this.database.follows.follows(await this.followOf(caller, which)) };
  }

  /** @throws Refused 404 out of sight */
  async begin(caller: Caller, which: string): Promise<void> {
    await this.database.follows.begin(await this.followOf(caller, which));
  }

  /** @throws Refused 404 out of sight: such a follow ends by itself */
  async end(caller: Caller, which: string): Promise<void> {
    await this.database.follows.end(await this.followOf(caller, which));
  }

  private async followOf({ authorityId, actor }: Caller, which: string): Promise<Follow> {
    const read = await this.database.workItems.read({ authorityId, actor }, which);
    if (!read || !maySee(read.item, read.facts.definition, actor)) throw notFound();
    return { authorityId, itemId: read.item.id, personId: actor.personId };
  }
}
