import { Inject, Injectable } from '@nestjs/common';
import { postsOf, scopeOf } from '@kept/domain';
import type { WorkItem } from '@kept/domain';
import { itemsOfView } from '@kept/database';
import type { Database, ReaderOfView, Reference, ViewFeed } from '@kept/database';
import { hasLeft } from '../auth/has-left.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { newestOf } from '../rows/list-query.js';
import { openItems } from './open-items.js';
import { writeFeed, writeViewFeed } from './write-feed.js';

/** 32 bytes as base64url. */
const secretForm = /^[\w-]{43}$/;

/** What a calendar program reads by a secret: the dates of somebody's posts, or a view that they keep, as they see it today. */
@Injectable()
export class ReadFeed {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 in the same bytes for a secret that never was, one that was taken back, and that of a leaver */
  async run(secret: string): Promise<string> {
    if (!secretForm.test(secret)) throw notFound();
    const { calendarFeeds, viewFeeds } = this.database;
    const [own, ofView] = await Promise.all([calendarFeeds.find(secret), viewFeeds.find(secret)]);
    if (ofView !== null) return this.#view(ofView);
    if (own !== null) return this.#posts(own);
    throw notFound();
  }

  async #posts(feed: { authorityId: string; personId: string }): Promise<string> {
    const reader = await this.#reader(feed);
    const { definitions } = reader.reference;
    const mine = { ownerPosts: reader.actor.posts };
    const items = await openItems(this.database, feed.authorityId, mine, scopeOf(definitions, reader.actor));
    return writeFeed(
      items.flatMap((item) => {
        const definition = definitionOf(item, reader.reference);
        return definition === undefined ? [] : [{ item, definition }];
      }),
      reader.reference,
    );
  }

  async #view(feed: ViewFeed): Promise<string> {
    const reader = await this.#reader(feed);
    const found = await itemsOfView(this.database, feed, reader);
    if (found.kind !== 'items') throw notFound();
    return writeViewFeed(newestOf(found.workflow, reader)?.reference ?? found.workflow, found.items);
  }

  /** As whoever made the feed stands today. @throws Refused 404 where they have left */
  async #reader({ authorityId, personId }: { authorityId: string; personId: string }): Promise<ReaderOfView> {
    const [reference, { now, today }] = await Promise.all([
      this.database.reference.load(authorityId),
      this.database.clock.now(),
    ]);
    const person = reference.organisation.people.find(({ id }) => id === personId);
    if (person === undefined || hasLeft(person, now)) throw notFound();
    const posts = postsOf(personId, reference.organisation, today);
    const roles = reference.roles[personId] ?? [];
    return { actor: { kind: 'person', personId, name: person.name, roles, posts }, reference };
  }
}

function definitionOf(item: WorkItem, { definitions }: Reference) {
  return definitions.find(({ key, version }) => key === item.workflow && version === item.definitionVersion);
}
