import { Inject, Injectable } from '@nestjs/common';
import { roles as knownRoles, type Role } from '@kept/domain';
import type { PersonBody, PersonChangeBody, PersonView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { Refused, incomplete, notFound } from '../http/problem.js';
import { personAt } from './find-person.js';
import { ReadPerson } from './read-person.js';

/** Adds a person, or changes the name, the e-mail and the roles of one. */
@Injectable()
export class ChangePerson {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadPerson) private readonly reading: ReadPerson,
  ) {}

  add(caller: Caller, { name, email, roles }: PersonBody): Promise<PersonView> {
    return this.save(caller, { name, email, roles: checkedRoles(roles) });
  }

  change(caller: Caller, person: string, body: PersonChangeBody): Promise<PersonView> {
    const { id, name, email } = personAt(person, caller);
    const before = caller.reference.roles[id] ?? [];
    const roles = body.roles === undefined ? before : checkedRoles(body.roles);
    if (id === caller.actor.personId && before.includes('administrator') && !roles.includes('administrator')) {
      const text = 'You cannot take the role of administrator from yourself. Ask another administrator.';
      throw incomplete([{ field: 'roles', text }]);
    }
    return this.save(caller, { id, name: body.name ?? name, email: body.email ?? email, roles });
  }

  private async save(
    caller: Caller,
    person: { id?: string; name: string; email: string; roles: readonly Role[] },
  ): Promise<PersonView> {
    const outcome = await this.database.people.put(caller, person);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'taken') {
      const text = 'Somebody here has this e-mail address already.';
      throw new Refused(409, { kind: 'conflict', detail: text, missing: [{ field: 'email', text }] });
    }
    return this.reading.fresh(caller, outcome.id);
  }
}

function checkedRoles(asked: readonly string[]): Role[] {
  const known = knownRoles.filter((role) => asked.includes(role));
  if (asked.every((role) => known.some((each) => each === role))) return known;
  throw incomplete([{ field: 'roles', text: 'Choose roles that exist.' }]);
}
