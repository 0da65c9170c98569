import { Inject, Injectable } from '@nestjs/common';
import { postsOf } from '@kept/domain';
import type { SessionView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Credential } from '../auth/caller.js';
import { CONFIG, DATABASE } from '../boot/providers.js';
import type { Config } from '../config.js';
import { signInFirst } from '../http/problem.js';
import { presentSession } from './session.presenter.js';

/** As long as `app.find_session` looks back. */
const idleMinutes = 30;

/** Who somebody is here: roles, posts of the day, authority, and the service's clock. */
@Injectable()
export class DescribeSession {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'demo'>,
  ) {}

  async run(
    who: { authorityId: string; personId: string; persona: string | null },
    { kind, expiresAt }: Pick<Credential, 'kind' | 'expiresAt'>,
  ): Promise<SessionView> {
    const { authorityId, personId, persona } = who;
    const [reference, clock, authorities] = await Promise.all([
      this.database.reference.load(authorityId),
      this.database.clock.now(),
      this.database.authorities.list(),
    ]);
    const person = reference.organisation.people.find(({ id }) => id === personId);
    const authority = authorities.find(({ id }) => id === authorityId);
    if (!person || !authority) throw signInFirst();
    const roles = reference.roles[personId] ?? [];
    const posts = postsOf(personId, reference.organisation, clock.today);
    const ends = { at: expiresAt, idleMinutes: kind === 'session' ? idleMinutes : null };
    return presentSession({ person, persona, roles, posts, authority, clock, reference, demo: this.config.demo, ends });
  }
}
