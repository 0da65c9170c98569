import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { LiveNewsView } from '@kept/contracts';
import type { Database, LiveNews } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';

/** What happened since a place, to what the caller sees. */
@Injectable()
export class ReadNews {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  place({ authorityId }: Caller): Promise<string> {
    return this.database.liveEvents.place(authorityId);
  }

  since({ authorityId, actor, reference }: Caller, place: string): Promise<LiveNews> {
    const scope = scopeOf(reference.definitions, actor);
    return this.database.liveEvents.read(authorityId, place, { personId: actor.personId, scope });
  }

  /** For who cannot hold a stream: one answer, from now on where no place is given. */
  async once(caller: Caller, after: string | undefined): Promise<LiveNewsView> {
    if (after === undefined) return { id: await this.place(caller), events: [], more: false };
    const { upTo, events, more } = await this.since(caller, after);
    return { id: upTo, events, more };
  }
}
