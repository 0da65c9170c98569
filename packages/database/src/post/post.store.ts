import type { Body, Cover, Holder, Post } from '@kept/domain';

export interface Team {
  key: string;
  title: string;
}

/** Reading goes through `reference.load`; these are the acts of administration. Each bumps the reference revision. */
export interface PostStore {
  save(authorityId: string, post: Post): Promise<void>;
  saveTeam(authorityId: string, team: Team): Promise<void>;
  saveBody(authorityId: string, body: Body): Promise<void>;
  /** Ends the holder of that day the day before. `unknown` when post or person is not there. */
  addHolder(authorityId: string, holder: Holder): Promise<'added' | 'unknown'>;
  addCover(authorityId: string, cover: Cover): Promise<'added' | 'unknown'>;
}
