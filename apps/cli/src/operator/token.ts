import { openDatabase, type Database } from '@kept/database';
import { formatDay } from '@kept/domain';
import type { OperatorConfig } from './config.js';
import { OperatorFault, addressFor } from './config.js';

const lastsDays = 30;

/**
 * A personal access token for a demo persona, for scripts. Shown once.
 * @throws OperatorFault outside the demo, for a persona that there is not, or for somebody who has left
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
      await requireHere(database, { authorityId, personId: person.id });
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

/** A token of somebody whose way in has ended would open nothing. */
async function requireHere(
  database: Database,
  { authorityId, personId }: { authorityId: string; personId: string },
): Promise<void> {
  const [{ organisation }, { now }] = await Promise.all([database.reference.load(authorityId), database.clock.now()]);
  const person = organisation.people.find(({ id }) => id === personId);
  if (!person?.leaving || Date.parse(person.leaving.endsAt) > Date.parse(now)) return;
  throw new OperatorFault(
    `${person.name} left on ${formatDay(person.leaving.lastDay)}: a token of theirs would open nothing. ` +
      'If that is wrong, an administrator can take it back.',
  );
}
