import { Inject, Injectable } from '@nestjs/common';
import type { Cover, Holder } from '@kept/domain';
import type { PostListQuery, PostListView, PostPageView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { postAt } from './find-person.js';
import { administers } from './people.policy.js';
import { presentFilling, presentPost, titleOf } from './people.presenter.js';
import { scopeFor } from './scope-for.js';

/** Posts, the vacant ones with what waits in them, and one post through time. */
@Injectable()
export class ReadPosts {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, { vacant }: PostListQuery): Promise<PostListView> {
    const { organisation } = caller.reference;
    const all = organisation.posts.map((post) => presentPost(post, organisation, caller.today));
    const mayChange = administers(caller.actor.roles);
    if (vacant === undefined) return { posts: all, mayChange };
    const posts = all.filter((post) => post.vacant === (vacant === 'true'));
    const counts = await this.countOpen(
      caller,
      posts.map(({ key }) => key),
    );
    return { posts: posts.map((post) => ({ ...post, openItems: counts.get(post.key) ?? 0 })), mayChange };
  }

  async one(caller: Caller, key: string): Promise<PostPageView> {
    const { reference, today, actor } = caller;
    const { organisation } = reference;
    const post = postAt(key, caller);
    const counts = await this.countOpen(caller, [key]);
    const ofPost = (all: readonly (Holder | Cover)[]) =>
      all
        .filter((each) => each.post === key)
        .map((each) => presentFilling(each, organisation))
        .sort(newestFirst);
    const mayChange = administers(actor.roles);
    return {
      ...presentPost(post, organisation, today),
      openItems: counts.get(key) ?? 0,
      above: post.reportsTo === null ? null : titleOf(post.reportsTo, organisation),
      below: ofBelow(key, caller).map((each) => titleOf(each, organisation)),
      holders: ofPost(organisation.holders),
      covers: ofPost(organisation.covers),
      mayChange,
      mayHandOver: mayChange || actor.posts.includes(key),
    };
  }

  private countOpen(caller: Caller, posts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.database.ownership.countOpen(caller.authorityId, posts, scopeFor(caller, posts));
  }
}

function ofBelow(key: string, { reference }: Caller): string[] {
  return reference.organisation.posts.filter(({ reportsTo }) => reportsTo === key).map((post) => post.key);
}

const newestFirst = (a: { from: string }, b: { from: string }): number => b.from.localeCompare(a.from);
