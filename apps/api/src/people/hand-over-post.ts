import { Inject, Injectable } from '@nestjs/common';
import { changeOwner, maySee, type Decision, type Facts, type WorkItem } from '@kept/domain';
import type { HandOverBody, HandOverView } from '@kept/contracts';
import type { ChangeContext, Database, HandOverResult } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { forbidden, incomplete, keyReused } from '../http/problem.js';
import { inTurns, wordsOfOutcome, wordsOfRefusal, type ResultWords } from '../rows/result-of-item.js';
import { postAt } from './find-person.js';
import { administers } from './people.policy.js';
import { titleOf } from './people.presenter.js';
import { scopeFor } from './scope-for.js';

/** So many in one call; what is left over is counted. */
const mostItems = 500;
const pageSize = 200;

type Result = HandOverView['items'][number];
type Titles = Map<string, string>;

interface Asked {
  caller: Caller;
  post: string;
  body: HandOverBody;
}

/**
 * Hands the open items of a post to another, each by the one write path, with a result for each: one that is refused leaves
 * the others as they go. Whoever does it acts for the post that gives; what they may not see besides stays a reference.
 */
@Injectable()
export class HandOverPost {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** `replayed`: the same call was carried out before. */
  async run(asked: Asked, { idempotency }: Conditions): Promise<{ view: HandOverView; replayed: boolean }> {
    requireRight(asked);
    requireAnotherPost(asked);
    const { items, left } = await this.itemsOf(asked);
    if (asked.body.dryRun) return { view: await this.preview(asked, items, left), replayed: false };
    const begun = await this.database.handOvers.begin(asked.caller, {
      from: asked.post,
      to: asked.body.to,
      reason: asked.body.reason,
      items,
      idempotency: {
        key: idempotency?.key ?? null,
        bodyHash: `${idempotency?.route ?? ''} ${idempotency?.bodyHash ?? ''}`,
      },
    });
    if (begun.kind === 'key-reused') throw keyReused();
    if (begun.results !== null)
      return { view: present(asked, begun.results, { left, titles: new Map() }), replayed: true };
    const titles: Titles = new Map();
    const results = await inTurns(begun.items, (item) => this.handOver(asked, item, { id: begun.id, titles }));
    await this.database.handOvers.finish(asked.caller, begun.id, results);
    return { view: present(asked, results, { left, titles }), replayed: false };
  }

  /** What was asked for, else all that is open, by date. */
  private async itemsOf({ caller, post, body }: Asked): Promise<{ items: string[]; left: number }> {
    if (body.items !== undefined) return { items: [...new Set(body.items)], left: 0 };
    const { authorityId } = caller;
    const scope = scopeFor(caller, [post]);
    const items: string[] = [];
    let cursor: string | null = null;
    do {
      const limit = Math.min(pageSize, mostItems - items.length);
      const place: { cursor?: string } = cursor === null ? {} : { cursor };
      const query = { ownerPosts: [post], closed: false, sort: 'due', limit, ...place } as const;
      const page = await this.database.workItems.list({ authorityId }, query, scope);
      items.push(...page.rows.map(({ reference }) => reference));
      cursor = page.nextCursor;
    } while (cursor !== null && items.length < mostItems);
    if (cursor === null) return { items, left: 0 };
    const counts = await this.database.ownership.countOpen(authorityId, [post], scope);
    return { items, left: Math.max(0, (counts.get(post) ?? 0) - items.length) };
  }

  private async preview(asked: Asked, items: readonly string[], left: number): Promise<HandOverView> {
    const titles: Titles = new Map();
    const results = await inTurns(items, async (which): Promise<HandOverResult> => {
      const read = await this.database.workItems.read(contextOf(asked), which);
      if (read === null) return refused(which, words.unknown);
      keepTitle(titles, asked.caller, read.item, read.facts);
      const decision = decide(asked, read.item, read.facts);
      return decision.allowed
        ? { reference: read.item.reference, outcome: 'changed', because: null }
        : refused(
            maySee(read.item, read.facts.definition, read.facts.actor) ? read.item.reference : which,
            wordsOfRefusal(decision.refusal, words),
          );
    });
    return present(asked, results, { left, titles });
  }

  private async handOver(
    asked: Asked,
    which: string,
    { id, titles }: { id: string; titles: Titles },
  ): Promise<HandOverResult> {
    // The same for every repeat of the call, so that an item which has gone is not handed over twice.
    const idempotency = { key: `hand-over:${id}:${which}`, bodyHash: id, route: 'hand-over' };
    const ctx = { ...contextOf(asked), idempotency };
    const outcome = await this.database.workItems.change(ctx, which, (item, facts) => decide(asked, item, facts));
    if (outcome.kind !== 'changed') return refused(which, wordsOfOutcome(outcome, words));
    keepTitle(titles, asked.caller, outcome.item, outcome.facts);
    return { reference: outcome.item.reference, outcome: 'changed', because: null };
  }
}

/** Whoever hands over acts for the post that gives: as its owner, and by their own name. */
function contextOf({ caller, post }: Asked): ChangeContext {
  const { authorityId, actor } = caller;
  return { authorityId, actor: { ...actor, posts: [...new Set([...actor.posts, post])] } };
}

function decide({ post, body }: Asked, item: WorkItem, facts: Facts): Decision {
  if (item.ownerPost === post || !maySee(item, facts.definition, facts.actor)) {
    return changeOwner(item, { ownerPost: body.to, reason: body.reason }, facts);
  }
  return { allowed: false, refusal: { kind: 'state', detail: 'Another post owns this item.', missing: [] } };
}

function requireRight({ caller, post }: Asked): void {
  postAt(post, caller);
  if (administers(caller.actor.roles) || caller.actor.posts.includes(post)) return;
  throw forbidden('Whoever answers for this post hands over what it owns, or an administrator.');
}

function requireAnotherPost({ caller, post, body }: Asked): void {
  const exists = caller.reference.organisation.posts.some(({ key }) => key === body.to);
  if (!exists) throw incomplete([{ field: 'to', text: 'Choose a post that exists.' }]);
  if (body.to === post) throw incomplete([{ field: 'to', text: 'Choose another post than the one that hands over.' }]);
}

const words: ResultWords = {
  unknown: 'There is no such item, or none that this post may see.',
  moved: 'Somebody else changed it at the same moment. Hand it over again.',
};

function refused(reference: string, because: string): HandOverResult {
  return { reference, outcome: 'refused', because };
}

function keepTitle(titles: Titles, { actor }: Caller, item: WorkItem, { definition }: Facts): void {
  if (maySee(item, definition, actor)) titles.set(item.reference, item.title);
}

function present(
  { caller, post, body }: Asked,
  results: readonly HandOverResult[],
  { left, titles }: { left: number; titles: Titles },
): HandOverView {
  const { organisation } = caller.reference;
  const changed = results.filter(({ outcome }) => outcome === 'changed').length;
  const items = results.map(({ reference, outcome, because }): Result => ({
    reference,
    title: titles.get(reference) ?? null,
    outcome: outcome === 'changed' && body.dryRun ? 'would-change' : outcome,
    because,
  }));
  const posts = { from: titleOf(post, organisation), to: titleOf(body.to, organisation) };
  return { ...posts, dryRun: body.dryRun, items, changed, refused: results.length - changed, left };
}
