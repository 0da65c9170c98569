import { Inject, Injectable } from '@nestjs/common';
import { daysBetween, maySee, type OrphanReason } from '@kept/domain';
import type { OrphansView, UnownedQuery, UnownedView } from '@kept/contracts';
import type { Database, Orphan } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete } from '../http/problem.js';
import { requireOrder } from './fill-post.js';
import { titleOf } from './people.presenter.js';

const mostOrphans = 1000;
const longestPeriod = 366 * 3;

const texts: Readonly<Record<OrphanReason, string>> = {
  'unknown-post': 'Its owner post is not known here.',
  'nobody-answers': 'Its owner post is vacant, and so is every post above it.',
  'may-not-see': 'Who answers for its owner post may not see it.',
};

/** What nobody looks after today, and on which days nobody did. */
@Injectable()
export class FindUnowned {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async orphans(caller: Caller): Promise<OrphansView> {
    const { authorityId, today } = caller;
    const { orphans, more } = await this.database.ownership.orphans(authorityId, today, mostOrphans);
    return { items: orphans.map((orphan) => presentOrphan(orphan, caller)), more };
  }

  async days(caller: Caller, period: UnownedQuery): Promise<UnownedView> {
    requireOrder(period.from, period.to);
    if (daysBetween(period.from, period.to) > longestPeriod) {
      throw incomplete([{ field: 'to', text: 'Choose a period of three years at most.' }]);
    }
    const { posts, items } = await this.database.ownership.unowned(caller.authorityId, period);
    const { organisation } = caller.reference;
    return {
      ...period,
      posts: posts.map(({ post, ...rest }) => ({ post: titleOf(post, organisation), ...rest })),
      items: items.map(({ item, ...rest }) => ({ reference: item, ...rest })),
    };
  }
}

function presentOrphan({ item, why }: Orphan, { actor, reference }: Caller): OrphansView['items'][number] {
  const definition = reference.definitions.find(
    ({ key, version }) => key === item.workflow && version === item.definitionVersion,
  );
  const isSeen = definition !== undefined && maySee(item, definition, actor);
  return {
    reference: item.reference,
    title: isSeen ? item.title : null,
    ownerPost: titleOf(item.ownerPost, reference.organisation),
    why,
    text: texts[why],
  };
}
