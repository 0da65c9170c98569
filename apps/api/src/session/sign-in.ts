import { Inject, Injectable } from '@nestjs/common';
import type { SessionView } from '@kept/contracts';
import type { Database } from '@kept/database';
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
    const { token } = await this.database.sessions.create(who);
    return { token, view: await this.description.run(who) };
  }

  private async find(persona: string): Promise<{ authorityId: string; personId: string; persona: string } | null> {
    for (const authority of await this.database.authorities.list()) {
      const person = await this.database.people.findByPersona(authority.id, persona);
      if (person) return { authorityId: authority.id, personId: person.id, persona };
    }
    return null;
  }
}
