import { Inject, Injectable } from '@nestjs/common';
import type { SetAsideBody, SetAsideView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { notFound } from '../http/problem.js';
import { presentNotice } from './notice.presenter.js';

/** Messages that ended their process three times, or were refused for three days: a person releases them or gives them up. */
@Injectable()
export class DecideSetAside {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list({ authorityId, reference }: Caller): Promise<SetAsideView> {
    const notices = await this.database.notices.setAside(authorityId);
    // An administrator sees posts and messages, and not what the items are about.
    return { notices: notices.map((notice) => presentNotice(notice, reference, null)) };
  }

  async run(caller: Caller, id: string, { decision }: SetAsideBody): Promise<void> {
    const release = decision === 'release';
    const decided = isUuid(id) && (await this.database.notices.decideSetAside(caller, id, { release }));
    if (!decided) throw notFound();
  }
}
