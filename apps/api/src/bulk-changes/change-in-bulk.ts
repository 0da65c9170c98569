import { Inject, Injectable } from '@nestjs/common';
import { changeOwner, maySee } from '@kept/domain';
import type { BulkChangeBody, BulkChangeView } from '@kept/contracts';
import type { BulkChange, BulkResult, ChosenItem, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { incomplete, Refused } from '../http/problem.js';
import { inTurns, wordsOfOutcome, wordsOfRefusal, type ResultWords } from '../rows/result-of-item.js';
import { presentChange, presentPreview, titlesOf } from './bulk-change.presenter.js';

/** For so long it may be taken back, and nobody is told of it outside Kept. */
const undoMinutes = 10;

export const words: ResultWords = {
  unknown: 'There is no such item, or none that you may see.',
  moved: 'Somebody changed it after you looked. Look at it again.',
};

interface Looked {
  chosen: ChosenItem[];
  titles: Map<string, string>;
}

/**
 * One change of many items, each by the one write path, with a result for each: one that is refused leaves the others as
 * they go. Each is looked at first, so that what it was before is known when it is to be taken back.
 */
@Injectable()
export class ChangeInBulk {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** `replayed`: the same call was carried out before. */
  async run(
    caller: Caller,
    body: BulkChangeBody,
    { idempotency }: Conditions,
  ): Promise<{ view: BulkChangeView; replayed: boolean }> {
    requirePost(caller, body);
    const { chosen, titles } = await this.look(caller, body);
    if (body.dryRun) return { view: presentPreview(caller, body.ownerPost, chosen, titles), replayed: false };
    const begun = await this.database.bulkChanges.begin(caller, {
      to: body.ownerPost,
      reason: body.reason,
      items: chosen,
      idempotency: {
        key: idempotency?.key ?? null,
        bodyHash: `${idempotency?.route ?? ''} ${idempotency?.bodyHash ?? ''}`,
      },
    });
    if (begun.kind === 'key-reused') throw keyReused();
    const { change } = begun;
    if (change.results !== null) {
      const now = await titlesOf(this.database, caller, change.items);
      return { view: presentChange(caller, change, change.results, now), replayed: true };
    }
    const results = await inTurns(change.items, (item) => this.change(caller, body, { change, item }));
    await this.database.bulkChanges.finish(caller, change.id, results);
    return { view: presentChange(caller, change, results, titles), replayed: false };
  }

  private async look({ authorityId, actor }: Caller, body: BulkChangeBody): Promise<Looked> {
    const titles: Looked['titles'] = new Map();
    const chosen = await inTurns(body.items, async ({ item: which, version }): Promise<ChosenItem> => {
      const read = await this.database.workItems.read({ authorityId, actor }, which);
      if (!read || !maySee(read.item, read.facts.definition, actor)) return outOfSight(which);
      const { item, facts } = read;
      titles.set(item.reference, item.title);
      const decision = changeOwner(item, body, facts);
      const refusal = decision.allowed ? null : wordsOfRefusal(decision.refusal, words);
      const stale = version !== undefined && version !== item.version ? words.moved : null;
      const { reference, ownerPost: from } = item;
      return { which, reference, version: item.version, from, because: refusal ?? stale };
    });
    return { chosen: eachOnce(chosen), titles };
  }

  private async change(
    { authorityId, actor }: Caller,
    body: BulkChangeBody,
    { change, item }: { change: BulkChange; item: ChosenItem },
  ): Promise<BulkResult> {
    const { which, version, because } = item;
    if (because !== null || version === null) return { ...item, outcome: 'refused' };
    // The same for every repeat of the call, so that an item which has gone is not changed twice.
    const idempotency = { key: `bulk-change:${change.id}:${which}`, bodyHash: change.id, route: 'bulk-change' };
    const outcome = await this.database.workItems.change(
      { authorityId, actor, idempotency, tellAfterMinutes: undoMinutes },
      which,
      (stands, facts) => changeOwner(stands, body, facts),
      { ifMatch: version },
    );
    if (outcome.kind === 'changed') return { ...item, version: version + 1, outcome: 'changed' };
    return { ...item, outcome: 'refused', because: wordsOfOutcome(outcome, words) };
  }
}

function outOfSight(which: string): ChosenItem {
  return { which, reference: null, version: null, from: null, because: words.unknown };
}

/** Named by its reference and by its id, an item is there twice. */
function eachOnce(chosen: readonly ChosenItem[]): ChosenItem[] {
  const seen = new Set<string>();
  return chosen.filter(({ reference }) => {
    const isNew = reference === null || !seen.has(reference);
    if (reference !== null) seen.add(reference);
    return isNew;
  });
}

function requirePost({ reference }: Caller, { ownerPost }: BulkChangeBody): void {
  const exists = reference.organisation.posts.some(({ key }) => key === ownerPost);
  if (!exists) throw incomplete([{ field: 'ownerPost', text: 'Choose a post that exists.' }]);
}

function keyReused(): Refused {
  const detail = 'This Idempotency-Key was used before, for something else.';
  return new Refused(422, { kind: 'key-reused', detail });
}
