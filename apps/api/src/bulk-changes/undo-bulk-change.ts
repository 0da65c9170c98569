import { Inject, Injectable } from '@nestjs/common';
import { takeBackOwner } from '@kept/domain';
import type { BulkChangeView } from '@kept/contracts';
import type { BulkChange, BulkResult, Database, UndoResult } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, notFound } from '../http/problem.js';
import { inTurns, wordsOfOutcome } from '../rows/result-of-item.js';
import { presentChange, presentUndone, titlesOf } from './bulk-change.presenter.js';
import { words } from './change-in-bulk.js';

const wordsOfUndo = { ...words, moved: 'It was changed after that, so it stays as it is.' };
/** It stands in the history of each item. */
const reason = 'The change of owner was taken back.';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Shows what somebody changed in bulk, and takes it back while that may be done: each item by a change of its own. */
@Injectable()
export class UndoBulkChange {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 for a change of somebody else, as for one that is not there; 409 while it is under way */
  async read(caller: Caller, id: string): Promise<BulkChangeView> {
    const change = uuid.test(id) ? await this.database.bulkChanges.find(caller, id) : null;
    if (change === null) throw notFound();
    if (change.results === null) throw unfinished();
    return this.present(caller, change, change.results);
  }

  async run(caller: Caller, id: string): Promise<BulkChangeView> {
    if (!uuid.test(id)) throw notFound();
    const begun = await this.database.bulkChanges.beginUndo(caller, id);
    switch (begun.kind) {
      case 'unknown':
        throw notFound();
      case 'unfinished':
        throw unfinished();
      case 'too-late':
        throw conflict('More than ten minutes have passed. Change the owner of each item again.');
      case 'begun':
        return this.takeBack(caller, begun.change);
    }
  }

  private async takeBack(caller: Caller, change: BulkChange): Promise<BulkChangeView> {
    const results = change.results ?? [];
    if (change.undoResults !== null) return this.present(caller, change, results);
    const changed = results.filter(({ outcome }) => outcome === 'changed');
    const undoResults = await inTurns(changed, (item) => this.takeBackOne(caller, change, item));
    await this.database.bulkChanges.finishUndo(caller, change.id, undoResults);
    return this.present(caller, { ...change, undoResults }, results);
  }

  private async takeBackOne(
    { authorityId, actor }: Caller,
    { id, to, at }: BulkChange,
    { which, reference, version, from }: BulkResult,
  ): Promise<UndoResult> {
    const idempotency = { key: `bulk-undo:${id}:${which}`, bodyHash: id, route: 'bulk-undo' };
    const outcome = await this.database.workItems.change(
      { authorityId, actor, idempotency, takesBack: { post: to, since: at } },
      which,
      (item, facts) => takeBackOwner(item, { ownerPost: from ?? '', reason }, facts),
      version === null ? {} : { ifMatch: version },
    );
    const named = reference ?? which;
    if (outcome.kind === 'changed') return { reference: named, outcome: 'undone', because: null };
    return { reference: named, outcome: 'refused', because: wordsOfOutcome(outcome, wordsOfUndo) };
  }

  private async present(caller: Caller, change: BulkChange, results: readonly BulkResult[]): Promise<BulkChangeView> {
    const titles = await titlesOf(this.database, caller, results);
    return change.undoResults === null
      ? presentChange(caller, change, results, titles)
      : presentUndone(caller, change, titles);
  }
}

const unfinished = () => conflict('It is still under way. Ask again in a moment.', { 'Retry-After': '1' });
