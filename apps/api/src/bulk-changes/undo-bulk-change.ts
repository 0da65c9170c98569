import { Inject, Injectable, Logger } from '@nestjs/common';
import { takeBackOwner, takeBackTransition, type Decision, type Facts, type WorkItem } from '@kept/domain';
import type { BulkChangeView } from '@kept/contracts';
import { keyOfBulkItem } from '@kept/database';
import type { BulkChange, BulkResult, Database, UndoResult } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, notFound } from '../http/problem.js';
import { inTurns, wordsOfOutcome } from '../rows/result-of-item.js';
import { holding, underWay, whenFree } from './at-work.js';
import { presentChange, titlesOf } from './bulk-change.presenter.js';
import { lasting, wordsOfUndo } from './bulk-words.js';

/** They stand in the history of each item. */
const ownerBack = 'The change of owner was taken back.';
const stepBack = 'The step was taken back.';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Shows what somebody changed in bulk, and takes it back while that may be done: each item by a change of its own. */
@Injectable()
export class UndoBulkChange {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 for a change of somebody else, as for one that is not there; 409 while a call is at work on it */
  async read(caller: Caller, id: string): Promise<BulkChangeView> {
    const change = uuid.test(id) ? await this.database.bulkChanges.find(caller, id) : null;
    if (change === null) throw notFound();
    if (change.isHeld) throw underWay();
    return this.present(caller, change);
  }

  async run(caller: Caller, id: string): Promise<BulkChangeView> {
    if (!uuid.test(id)) throw notFound();
    const begun = await whenFree(() => this.database.bulkChanges.beginUndo(caller, id));
    switch (begun.kind) {
      case 'unknown':
        throw notFound();
      case 'under-way':
        throw underWay();
      case 'too-late':
        throw conflict('More than ten minutes have passed. Change each item by itself.');
      case 'done':
        return this.present(caller, begun.change);
      case 'begun':
        return this.present(caller, await this.takeBack(caller, begun.change));
    }
  }

  /** Where something broke it is not finished: whoever asks again goes on with what was not given back. */
  private async takeBack(caller: Caller, change: BulkChange): Promise<BulkChange> {
    const { id, results, undoResults } = change;
    const undone = new Set(undoResults.filter(({ outcome }) => outcome === 'undone').map(({ reference }) => reference));
    const left = results.filter(
      ({ outcome, reference, which }) => outcome === 'changed' && !undone.has(reference ?? which),
    );
    const hold = holding(this.database, caller, id);
    let broke = false;
    const taken = await inTurns(left, async (item): Promise<UndoResult[]> => {
      try {
        await hold();
        return [await this.takeBackOne(caller, change, item)];
      } catch (error) {
        Logger.error(`An item of the undo of bulk change ${id} broke: ${(error as Error).name}`);
        broke = true;
        return [];
      }
    });
    return broke
      ? this.database.bulkChanges.letGo(caller, id)
      : this.database.bulkChanges.finishUndo(caller, id, taken.flat());
  }

  private async takeBackOne(caller: Caller, change: BulkChange, item: BulkResult): Promise<UndoResult> {
    const { authorityId, actor } = caller;
    const { id, at } = change;
    const { which, reference, version } = item;
    const named = reference ?? which;
    const takesBack = await this.waysBack(caller, change, item);
    if (takesBack === null) return { reference: named, outcome: 'refused', because: item.step?.lasting ?? lasting };
    const idempotency = keyOfBulkItem('bulk-undo', id, which);
    const told = change.to === null ? { step: true as const } : { post: change.to };
    const outcome = await this.database.workItems.change(
      { authorityId, actor, idempotency, takesBack: { since: at, ...told } },
      which,
      takesBack,
      version === null ? {} : { ifMatch: version },
    );
    if (outcome.kind === 'changed') return { reference: named, outcome: 'undone', because: null };
    return { reference: named, outcome: 'refused', because: wordsOfOutcome(outcome, wordsOfUndo) };
  }

  /** Null where there is none: the step lasts. */
  private async waysBack(
    caller: Caller,
    { id, to, transition }: BulkChange,
    { reference, from, step }: BulkResult,
  ): Promise<((item: WorkItem, facts: Facts) => Decision) | null> {
    if (to !== null) return (item, facts) => takeBackOwner(item, { ownerPost: from ?? '', reason: ownerBack }, facts);
    if (reference === null || step?.lasting) return null;
    const image = await this.database.bulkChanges.imageOf(caller, { id, reference });
    return image && ((item, facts) => takeBackTransition(item, image, { transition, reason: stepBack }, facts));
  }

  private async present(caller: Caller, change: BulkChange): Promise<BulkChangeView> {
    return presentChange(caller, change, await titlesOf(this.database, caller, change.results));
  }
}
