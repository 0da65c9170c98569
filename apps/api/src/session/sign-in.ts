import { Inject, Injectable } from '@nestjs/common';
import { formatDay } from '@kept/domain';
import type { SessionView } from '@kept/contracts';
import type { Database } from '@kept/database';
import { hasLeft } from '../auth/has-left.js';
import { CONFIG, DATABASE } from '../boot/providers.js';
import type { Config } from '../config.js';
import { forbidden, incomplete } from '../http/problem.js';
import { DescribeSession } from './describe-session.js';

/** Signs in as one of the demo's personas. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'demo'>,
    @Inject(DescribeSession) private readonly description: DescribeSession,
  ) {}

  async run(persona: string): Promise<{ token: string; view: SessionView }> {
    if (!this.config.demo) throw forbidden('Personas sign in to the demo only.');
    const who = await this.find(persona);
    if (!who) throw incomplete([{ field: 'persona', text: 'Choose one of the personas.' }]);
    await this.requireHere(who);
    const { token, session } = await this.database.sessions.create(who);
    const { expiresAt } = session;
    return { token, view: await this.description.run(who, { kind: 'session', expiresAt }) };
  }

  /** Who has left is told so, and by whom it can be put right. */
  private async requireHere({ authorityId, personId }: { authorityId: string; personId: string }): Promise<void> {
    const [{ organisation }, { now }] = await Promise.all([
      this.database.reference.load(authorityId),
      this.database.clock.now(),
    ]);
    const person = organisation.people.find(({ id }) => id === personId);
    if (!person?.leaving || !hasLeft(person, now)) return;
    const { lastDay } = person.leaving;
    throw forbidden(`${person.name} left on ${formatDay(lastDay)}. If that is wrong, ask an administrator.`);
  }

  private async find(persona: string): Promise<{ authorityId: string; personId: string; persona: string } | null> {
    for (const authority of await this.database.authorities.list()) {
      const person = await this.database.people.findByPersona(authority.id, persona);
      if (person) return { authorityId: authority.id, personId: person.id, persona };
    }
    return null;
  }
}
