import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { createWorkItem, formatDay, screenBy } from '@kept/domain';
import type { RaisingForm } from '@kept/contracts';
import type { ChangeContext, Database, FoundLink } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { newId } from '../http/ids.js';
import { unavailable } from '../http/problem.js';

/** Makes a challenge card of what a young person sent: one for each link, however often it is sent. */
@Injectable()
export class RaiseCard {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, link }: FoundLink, form: RaisingForm): Promise<void> {
    const bodyHash = createHash('sha256').update(JSON.stringify(form)).digest('hex');
    const ctx: ChangeContext = {
      authorityId,
      actor: { kind: 'system', name: 'raising' },
      idempotency: { key: `raising-${link.id}`, bodyHash, route: 'POST /public/raise' },
    };
    const id = newId();
    const made = await this.database.workItems.create(ctx, 'challenge-card', (facts) =>
      createWorkItem(
        {
          id,
          reference: '',
          // Nothing of what was said: a title stands in lists and in messages.
          title: `Raised online on ${formatDay(facts.today)}`,
          fields: {
            ...form,
            raisedBy: link.raisedBy,
            raisedOn: facts.today,
            route: 'one-time-link',
            screenBy: screenBy(facts),
          },
        },
        facts,
      ),
    );
    if (made.kind === 'changed') return this.database.raising.use(authorityId, link.id, made.item.id);
    // Sent twice with other words: the first stands. Still being written: its page will say so.
    if (made.kind === 'key-reused' || made.kind === 'in-progress') return;
    throw unavailable('It could not be taken just now.', 60);
  }
}
