import { EntitySchema } from 'typeorm';

const authorityId = { name: 'authority_id', type: 'uuid', primary: true } as const;
const key = { type: 'text', primary: true } as const;

export interface TeamRow {
  authorityId: string;
  key: string;
  title: string;
}

export const TeamEntity = new EntitySchema<TeamRow>({
  name: 'Team',
  tableName: 'teams',
  columns: { authorityId, key, title: { type: 'text' } },
});

export interface BodyRow {
  authorityId: string;
  key: string;
  title: string;
  kind: string;
}

export const BodyEntity = new EntitySchema<BodyRow>({
  name: 'Body',
  tableName: 'bodies',
  columns: { authorityId, key, title: { type: 'text' }, kind: { type: 'text' } },
});

export interface PostRow {
  authorityId: string;
  key: string;
  title: string;
  aliases: string[];
  reportsTo: string | null;
  team: string | null;
}

export const PostEntity = new EntitySchema<PostRow>({
  name: 'Post',
  tableName: 'posts',
  columns: {
    authorityId,
    key,
    title: { type: 'text' },
    aliases: { type: 'text', array: true },
    reportsTo: { name: 'reports_to', type: 'text', nullable: true },
    team: { type: 'text', nullable: true },
  },
});

export interface PostHolderRow {
  authorityId: string;
  post: string;
  personId: string;
  heldFrom: string;
  heldTo: string | null;
}

export const PostHolderEntity = new EntitySchema<PostHolderRow>({
  name: 'PostHolder',
  tableName: 'post_holders',
  columns: {
    authorityId,
    post: { type: 'text', primary: true },
    personId: { name: 'person_id', type: 'uuid' },
    heldFrom: { name: 'held_from', type: 'date', primary: true },
    heldTo: { name: 'held_to', type: 'date', nullable: true },
  },
});

export interface PostCoverRow {
  authorityId: string;
  post: string;
  personId: string;
  coversFrom: string;
  coversTo: string;
}

export const PostCoverEntity = new EntitySchema<PostCoverRow>({
  name: 'PostCover',
  tableName: 'post_covers',
  columns: {
    authorityId,
    post: { type: 'text', primary: true },
    personId: { name: 'person_id', type: 'uuid', primary: true },
    coversFrom: { name: 'covers_from', type: 'date', primary: true },
    coversTo: { name: 'covers_to', type: 'date' },
  },
});
