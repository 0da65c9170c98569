import type { Person, Role } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import type { EntityManager } from 'typeorm';
import { auditAct, type By } from '../audit/audit-act.js';
import type { Administration } from '../connection/administration.js';
import { RolledBack } from '../connection/transaction.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { PersonEntity, PersonRoleEntity } from './person.entity.js';

export interface PersonWithRoles extends Person {
  roles: readonly Role[];
  /** The demo persona that signs in as this person. */
  persona: string | null;
}

export interface PeopleStore {
  list(authorityId: string): Promise<PersonWithRoles[]>;
  find(authorityId: string, id: string): Promise<PersonWithRoles | null>;
  findByPersona(authorityId: string, persona: string): Promise<PersonWithRoles | null>;
  /** Adds, or replaces the one with this id. Without `id` a new one is made. */
  save(authorityId: string, person: Omit<PersonWithRoles, 'id'> & { id?: string }): Promise<PersonWithRoles>;
  /**
   * Adds a person, or changes name, e-mail and roles of one; audited, since roles open what is here. The e-mail is how
   * people are named where no id is: one that somebody else has is `taken`.
   */
  put(by: By, person: Omit<PersonWithRoles, 'persona' | 'id'> & { id?: string }): Promise<PutOutcome>;
}

export type PutOutcome = { kind: 'saved'; id: string } | { kind: 'unknown' } | { kind: 'taken' };

const select = `select p.id, p.name, p.email, p.persona,
    array(select r.role from person_roles r where r.authority_id = p.authority_id and r.person_id = p.id order by r.role) as roles
  from people p where p.authority_id = $1`;

export function peopleStore(pools: Pools, administration: Administration, references: ReferenceCache): PeopleStore {
  const read = (name: string, authorityId: string, where = '', values: readonly unknown[] = []) =>
    readFlight<PersonWithRoles>(pools.read, authorityId, {
      name,
      text: `${select} ${where} order by p.id`,
      values: [authorityId, ...values],
    });
  return {
    list: (authorityId) => read('people', authorityId),
    find: async (authorityId, id) => (await read('person', authorityId, 'and p.id = $2', [id]))[0] ?? null,
    findByPersona: async (authorityId, persona) =>
      (await read('persona', authorityId, 'and p.persona = $2', [persona]))[0] ?? null,
    save: async (authorityId, { id = uuid(), name, email, roles, persona }) => {
      await administration.inAuthority(authorityId, async (manager) => {
        await manager.upsert(PersonEntity, { authorityId, id, name, email, persona }, ['authorityId', 'id']);
        await manager.delete(PersonRoleEntity, { authorityId, personId: id });
        if (roles.length > 0)
          await manager.insert(
            PersonRoleEntity,
            roles.map((role) => ({ authorityId, personId: id, role })),
          );
      });
      references.forget(authorityId);
      return { id, name, email, roles, persona };
    },
    put: async (by, person) => {
      try {
        const id = await administration.inAuthority(by.authorityId, (manager) => put(manager, by, person));
        return { kind: 'saved', id };
      } catch (error) {
        if (error instanceof RolledBack) return error.result as PutOutcome;
        throw error;
      } finally {
        references.forget(by.authorityId);
      }
    },
  };
}

const emailTaken = 'select from people where authority_id = $1 and lower(email) = lower($2) and id <> $3';

/** Written first, then asked: the second of two at once waits for the first, and sees it. */
async function put(
  manager: EntityManager,
  by: By,
  { id, name, email, roles }: Omit<PersonWithRoles, 'persona' | 'id'> & { id?: string },
): Promise<string> {
  const { authorityId } = by;
  const personId = id ?? uuid();
  if (id === undefined) {
    await manager.insert(PersonEntity, { authorityId, id: personId, name, email, persona: null });
  } else {
    const { affected } = await manager.update(PersonEntity, { authorityId, id }, { name, email });
    if (affected === 0) throw new RolledBack<PutOutcome>({ kind: 'unknown' });
  }
  const taken = await manager.query<unknown[]>(emailTaken, [authorityId, email, personId]);
  if (taken.length > 0) throw new RolledBack<PutOutcome>({ kind: 'taken' });
  await manager.delete(PersonRoleEntity, { authorityId, personId });
  if (roles.length > 0) {
    await manager.insert(
      PersonRoleEntity,
      roles.map((role) => ({ authorityId, personId, role })),
    );
  }
  await auditAct((text, values) => manager.query(text, values), by, {
    action: id === undefined ? 'person-added' : 'person-changed',
    objectId: personId,
    about: { person: personId, roles: [...roles] },
    values: { name, email },
  });
  return personId;
}
