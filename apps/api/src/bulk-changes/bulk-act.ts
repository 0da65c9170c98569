import type { Change, Decision, Facts, WorkItem } from '@kept/domain';
import type { BulkAct, ChosenItem, ChosenStep } from '@kept/database';
import type { Caller } from '../auth/caller.js';

/** Items that were looked at; their workflows are those of the ones that the caller sees. */
export interface Looked {
  chosen: ChosenItem[];
  titles: Map<string, string>;
  workflows: ReadonlySet<string>;
}

/** What is done with each of many items. */
export interface ActInBulk {
  reason: string;
  /** Refuses what can be carried out with none of them, before any is looked at. */
  check(caller: Caller): void;
  /** What is kept of it. Refuses what these items have not in common. */
  kept(looked: Looked, caller: Caller): BulkAct;
  decide(item: WorkItem, facts: Facts): Decision;
  /** What it would do with one; null where that is said by the owners alone. */
  look(item: WorkItem, facts: Facts, change: Change | null): ChosenStep | null;
}
