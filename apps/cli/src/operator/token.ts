import { openDatabase } from '@kept/database';
import type { OperatorConfig } from './config.js';
import { OperatorFault, addressFor } from './config.js';

const lastsDays = 30;

/**
 * A personal access token for a demo persona, for scripts. Shown once.
 * @throws OperatorFault outside the demo, or for a persona that there is not
 */
export async function makeToken(config: OperatorConfig, persona: string): Promise<string> {
  if (!config.demo) throw new OperatorFault('Tokens for personas are for the demo alone (KEPT_DEMO is 0).');
  const database = await openDatabase({
    url: addressFor('api', config),
    role: 'app',
    applicationName: 'kept-token',
    poolSize: 1,
  });
  try {
    for (const { id: authorityId } of await database.authorities.list()) {
      const person = await database.people.findByPersona(authorityId, persona);
      if (person === null) continue;
      const made = await database.tokens.create({
        authorityId,
        personId: person.id,
        name: 'kept token',
        expiresInDays: lastsDays,
      });
      return made.token;
    }
  } finally {
    await database.close();
  }
  throw new OperatorFault(`There is no persona ${persona} here.`);
}
