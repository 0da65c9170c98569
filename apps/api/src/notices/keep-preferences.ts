import { Inject, Injectable } from '@nestjs/common';
import type { PreferencesBody, PreferencesView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';

/** How the caller is told: at once, daily or weekly; by e-mail, in Teams, or in Kept alone. */
@Injectable()
export class KeepPreferences {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  read({ authorityId, actor }: Caller): Promise<PreferencesView> {
    return this.database.telling.read(authorityId, actor.personId);
  }

  async change(caller: Caller, { mode, channel, followed }: PreferencesBody): Promise<PreferencesView> {
    const before = await this.read(caller);
    const after = {
      mode: mode ?? before.mode,
      channel: channel ?? before.channel,
      followed: followed ?? before.followed,
    };
    await this.database.telling.save(caller.authorityId, caller.actor.personId, after);
    return after;
  }
}
