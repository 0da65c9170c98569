import { Inject, Injectable } from '@nestjs/common';
import { postsOf, scopeOf } from '@kept/domain';
import type { WorkItem } from '@kept/domain';
import type { Database, ListPage, Reference } from '@kept/database';
import { hasLeft } from '../auth/has-left.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { writeFeed } from './write-feed.js';

const pageSize = 200;
/** A calendar with more than a thousand items helps nobody. */
const mostPages = 5;
/** 32 bytes as base64url. */
const secretForm = /^[\w-]{43}$/;

/** The dates of the posts that the owner of a feed answers for today, of items that they may see today. */
@Injectable()
export class ReadFeed {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 in the same bytes for a secret that never was, one that was taken back, and that of a leaver */
  async run(secret: string): Promise<string> {
    const feed = secretForm.test(secret) ? await this.database.calendarFeeds.find(secret) : null;
    if (feed === null) throw notFound();
    const { authorityId, personId } = feed;
    const [reference, { now, today }] = await Promise.all([
      this.database.reference.load(authorityId),
      this.database.clock.now(),
    ]);
    const person = reference.organisation.people.find(({ id }) => id === personId);
    if (person === undefined || hasLeft(person, now)) throw notFound();
    const posts = postsOf(personId, reference.organisation, today);
    const roles = reference.roles[personId] ?? [];
    const scope = scopeOf(reference.definitions, { kind: 'person', personId, name: person.name, roles, posts });
    const items = await this.#open(authorityId, posts, scope);
    return writeFeed(
      items.flatMap((item) => {
        const definition = definitionOf(item, reference);
        return definition === undefined ? [] : [{ item, definition }];
      }),
      reference,
    );
  }

  async #open(
    authorityId: string,
    ownerPosts: readonly string[],
    scope: ReturnType<typeof scopeOf>,
  ): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < mostPages && (page === 0 || cursor !== null); page += 1) {
      const query = { ownerPosts, closed: false, sort: 'due' as const, limit: pageSize };
      const found: ListPage = await this.database.workItems.list(
        { authorityId },
        { ...query, ...(cursor !== null && { cursor }) },
        scope,
      );
      items.push(...found.rows);
      cursor = found.nextCursor;
    }
    return items;
  }
}

function definitionOf(item: WorkItem, { definitions }: Reference) {
  return definitions.find(({ key, version }) => key === item.workflow && version === item.definitionVersion);
}
