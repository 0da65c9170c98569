import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BulkChangeView } from '@kept/contracts';
import { keyOfBulkItem } from '@kept/database';
import type { BegunBulkChange, BulkChange, BulkKey, BulkResult, Database, NewBulkChange } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { keyReused } from '../http/problem.js';
import { inTurns, wordsOfOutcome } from '../rows/result-of-item.js';
import { holding, underWay, whenFree } from './at-work.js';
import type { ActInBulk } from './bulk-act.js';
import { presentChange, presentPreview, titlesOf } from './bulk-change.presenter.js';
import { broken, words } from './bulk-words.js';
import { lookAtChosen, type AskedItems } from './look-at-chosen.js';

/** For so long it may be taken back, and nobody is told of it outside Kept. */
const undoMinutes = 10;

/** What is asked of which items. */
export interface AskedInBulk {
  items: AskedItems;
  act: ActInBulk;
  dryRun: boolean;
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
  async run(caller: Caller, { items, act, dryRun }: AskedInBulk, { idempotency }: Conditions): Promise<Answer> {
    if (dryRun) {
      act.check(caller);
      const looked = await lookAtChosen(this.database, caller, items, act);
      return { view: presentPreview(caller, act.kept(looked, caller), looked), replayed: false };
    }
    const key = keyOf(idempotency);
    const repeated = key.key === null ? null : await whenFree(() => this.database.bulkChanges.resume(caller, key));
    if (repeated !== null) return this.goOn(caller, act, { begun: repeated, replayed: true });
    act.check(caller);
    const looked = await lookAtChosen(this.database, caller, items, act);
    const { reason } = act;
    const change = { act: act.kept(looked, caller), reason, items: looked.chosen, idempotency: key };
    return this.goOn(caller, act, await this.begin(caller, change));
  }

  /** Another call with this key may have come first since it was asked for. */
  private async begin(caller: Caller, change: NewBulkChange) {
    let replayed = false;
    const begun = await whenFree(async () => {
      const answer = await this.database.bulkChanges.begin(caller, change);
      replayed ||= answer.kind !== 'begun';
      return answer;
    });
    return { begun, replayed };
  }

  private async goOn(
    caller: Caller,
    act: ActInBulk,
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
        return this.answer(caller, await this.carryOut(caller, act, begun.change), replayed);
    }
  }

  private async answer(caller: Caller, change: BulkChange, replayed: boolean): Promise<Answer> {
    return { view: presentChange(caller, change, await titlesOf(this.database, caller, change.results)), replayed };
  }

  private async carryOut(caller: Caller, act: ActInBulk, change: BulkChange): Promise<BulkChange> {
    const { bulkChanges } = this.database;
    const hold = holding(this.database, caller, change.id);
    try {
      const results = await inTurns(change.results, async (item) => {
        await hold();
        return item.outcome === 'changed' ? item : this.changeOrTell(caller, act, { id: change.id, item });
      });
      return await bulkChanges.finish(caller, change.id, results);
    } catch (error) {
      await bulkChanges.letGo(caller, change.id).catch(() => undefined);
      throw error;
    }
  }

  /** What breaks with one item is its own result; whether it was written all the same, its own row tells. */
  private async changeOrTell(
    caller: Caller,
    act: ActInBulk,
    { id, item }: { id: string; item: BulkResult },
  ): Promise<BulkResult> {
    try {
      return await this.change(caller, act, { id, item });
    } catch (error) {
      Logger.error(`An item of bulk change ${id} broke: ${(error as Error).name}`);
      return { ...item, outcome: 'refused', because: broken };
    }
  }

  private async change(
    { authorityId, actor }: Caller,
    act: ActInBulk,
    { id, item }: { id: string; item: BulkResult },
  ): Promise<BulkResult> {
    const { which, version, because, step } = item;
    if (because !== null || version === null) return { ...item, outcome: 'refused' };
    // What cannot be taken back is told at once.
    const waits = !step?.lasting && { tellAfterMinutes: undoMinutes, ...(step && { keepsFor: id }) };
    const outcome = await this.database.workItems.change(
      { authorityId, actor, idempotency: keyOfBulkItem('bulk-change', id, which), ...waits },
      which,
      (stands, facts) => act.decide(stands, facts),
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
