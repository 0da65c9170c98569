import { Inject, Injectable, Logger } from '@nestjs/common';
import { changeOwner, maySee } from '@kept/domain';
import type { BulkChangeBody, BulkChangeView } from '@kept/contracts';
import { keyOfBulkItem } from '@kept/database';
import type {
  BegunBulkChange,
  BulkChange,
  BulkKey,
  BulkResult,
  ChosenItem,
  Database,
  NewBulkChange,
} from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { incomplete, keyReused } from '../http/problem.js';
import { inTurns, wordsOfOutcome, wordsOfRefusal } from '../rows/result-of-item.js';
import { holding, underWay, whenFree } from './at-work.js';
import { presentChange, presentPreview, titlesOf } from './bulk-change.presenter.js';
import { broken, words } from './bulk-words.js';

/** For so long it may be taken back, and nobody is told of it outside Kept. */
const undoMinutes = 10;

interface Looked {
  chosen: ChosenItem[];
  titles: Map<string, string>;
}
interface Answer {
  view: BulkChangeView;
  /** The same call was carried out before. */
  replayed: boolean;
}

/**
 * One change of many items, each by the one write path, with a result for each: one that is refused leaves the others as
 * they go. Each is looked at first, so that what it was before is known when it is to be taken back.
 */
@Injectable()
export class ChangeInBulk {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * A repeated call is known by its key before anything else is asked, so that it answers whatever has gone since; where
   * the first stopped half way it goes on.
   */
  async run(caller: Caller, body: BulkChangeBody, { idempotency }: Conditions): Promise<Answer> {
    if (body.dryRun) {
      requirePost(caller, body);
      const { chosen, titles } = await this.look(caller, body);
      return { view: presentPreview(caller, body.ownerPost, chosen, titles), replayed: false };
    }
    const key = keyOf(idempotency);
    const repeated = key.key === null ? null : await whenFree(() => this.database.bulkChanges.resume(caller, key));
    if (repeated !== null) return this.goOn(caller, body, { begun: repeated, replayed: true });
    requirePost(caller, body);
    const { chosen } = await this.look(caller, body);
    return this.goOn(caller, body, await this.begin(caller, body, { items: chosen, idempotency: key }));
  }

  /** Another call with this key may have come first since it was asked for. */
  private async begin(
    caller: Caller,
    { ownerPost, reason }: BulkChangeBody,
    more: Pick<NewBulkChange, 'items' | 'idempotency'>,
  ) {
    let replayed = false;
    const begun = await whenFree(async () => {
      const answer = await this.database.bulkChanges.begin(caller, { to: ownerPost, reason, ...more });
      replayed ||= answer.kind !== 'begun';
      return answer;
    });
    return { begun, replayed };
  }

  private async goOn(
    caller: Caller,
    body: BulkChangeBody,
    { begun, replayed }: { begun: BegunBulkChange; replayed: boolean },
  ): Promise<Answer> {
    switch (begun.kind) {
      case 'key-reused':
        throw keyReused();
      case 'under-way':
        throw underWay();
      case 'done':
        return this.answer(caller, begun.change, replayed);
      case 'begun':
        return this.answer(caller, await this.carryOut(caller, body, begun.change), replayed);
    }
  }

  private async answer(caller: Caller, change: BulkChange, replayed: boolean): Promise<Answer> {
    return { view: presentChange(caller, change, await titlesOf(this.database, caller, change.results)), replayed };
  }

  private async carryOut(caller: Caller, body: BulkChangeBody, change: BulkChange): Promise<BulkChange> {
    const { bulkChanges } = this.database;
    const hold = holding(this.database, caller, change.id);
    try {
      const results = await inTurns(change.results, async (item) => {
        await hold();
        return item.outcome === 'changed' ? item : this.changeOrTell(caller, body, { id: change.id, item });
      });
      return await bulkChanges.finish(caller, change.id, results);
    } catch (error) {
      await bulkChanges.letGo(caller, change.id).catch(() => undefined);
      throw error;
    }
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
      // Null: it was looked at when there was nothing to be seen of it.
      const stale = version !== undefined && version !== item.version ? words.moved : null;
      const { reference, ownerPost: from } = item;
      return { which, reference, version: item.version, from, because: refusal ?? stale };
    });
    return { chosen: eachOnce(chosen), titles };
  }

  /** What breaks with one item is its own result; whether it was written all the same, its own row tells. */
  private async changeOrTell(
    caller: Caller,
    body: BulkChangeBody,
    { id, item }: { id: string; item: BulkResult },
  ): Promise<BulkResult> {
    try {
      return await this.change(caller, body, { id, item });
    } catch (error) {
      Logger.error(`An item of bulk change ${id} broke: ${(error as Error).name}`);
      return { ...item, outcome: 'refused', because: broken };
    }
  }

  private async change(
    { authorityId, actor }: Caller,
    body: BulkChangeBody,
    { id, item }: { id: string; item: BulkResult },
  ): Promise<BulkResult> {
    const { which, version, because } = item;
    if (because !== null || version === null) return { ...item, outcome: 'refused' };
    const outcome = await this.database.workItems.change(
      { authorityId, actor, idempotency: keyOfBulkItem('bulk-change', id, which), tellAfterMinutes: undoMinutes },
      which,
      (stands, facts) => changeOwner(stands, body, facts),
      { ifMatch: version },
    );
    if (outcome.kind === 'changed') return { ...item, version: version + 1, outcome: 'changed' };
    return { ...item, outcome: 'refused', because: wordsOfOutcome(outcome, words) };
  }
}

function keyOf(idempotency: Conditions['idempotency']): BulkKey {
  if (idempotency === undefined) return { key: null, bodyHash: '' };
  return { key: idempotency.key, bodyHash: `${idempotency.route} ${idempotency.bodyHash}` };
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
