import type { Person, Role } from '@kept/domain';

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
}
