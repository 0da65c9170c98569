import { EntitySchema } from 'typeorm';

export interface PersonRow {
  authorityId: string;
  id: string;
  name: string;
  email: string;
  persona: string | null;
}

export const PersonEntity = new EntitySchema<PersonRow>({
  name: 'Person',
  tableName: 'people',
  columns: {
    authorityId: { name: 'authority_id', type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    email: { type: 'text' },
    persona: { type: 'text', nullable: true },
  },
});

export interface PersonRoleRow {
  authorityId: string;
  personId: string;
  role: string;
}

export const PersonRoleEntity = new EntitySchema<PersonRoleRow>({
  name: 'PersonRole',
  tableName: 'person_roles',
  columns: {
    authorityId: { name: 'authority_id', type: 'uuid', primary: true },
    personId: { name: 'person_id', type: 'uuid', primary: true },
    role: { type: 'text', primary: true },
  },
});
