import type {
  AskedRuleChange,
  Instant,
  LocalDate,
  LocalValue,
  Missing,
  WorkItem,
  WorkflowDefinition,
} from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import type { MovedItem } from '../recalculation/recalculated-items.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext } from '../work-item/change.js';
import { applyRuleChange, previewRuleChange } from './change-rules.js';
import { readLocalValues, readOpenCounts, readPublished, readRuleChange, readRuleChanges } from './rule-change.read.js';
import { undoRuleChange } from './undo-rule-change.js';

/** An item that a change of rules takes along; ask of `before` who may see it. */
export interface ChangedItem extends MovedItem {
  before: WorkItem;
  /** Limits that begin by it, and those that it ends unmet. */
  began: { deadline: string; dueOn: LocalDate }[];
  ended: { deadline: string; dueOn: LocalDate }[];
}

/** An item that stays as it is though it was meant, and why. */
export interface BlockedItem {
  item: WorkItem;
  definition: WorkflowDefinition;
  missing: readonly Missing[];
}

/** Asks nothing about who may see them. */
export interface RuleMoves {
  changed: ChangedItem[];
  blocked: BlockedItem[];
}

export type RuleChangeOutcome =
  /** `change` is null in a preview, and where nothing is to be done. */
  | ({ kind: 'changed'; change: string | null; title: string } & RuleMoves)
  | { kind: 'unknown' }
  | { kind: 'refused'; missing: readonly Missing[] };

export interface AskedUndo {
  id: string;
  dryRun?: boolean;
  /** Takes back what can go back, and leaves the rest. Only for a change of workflow version: a limit has one length. */
  partly?: boolean;
}

export type RuleUndoOutcome =
  /** `blocked` is only filled where it is taken back in part. */
  | ({ kind: 'undone'; change: StoredRuleChange } & RuleMoves)
  | { kind: 'unknown' }
  | { kind: 'undone-before' }
  /** A later change of the same subject stands on it. */
  | { kind: 'stood-on'; by: StoredRuleChange }
  | { kind: 'stuck'; blocked: BlockedItem[] };

export interface StoredRuleChange {
  id: string;
  kind: AskedRuleChange['kind'];
  subject: string;
  toVersion: number | null;
  asked: AskedRuleChange;
  reason: string;
  actorName: string;
  at: Instant;
  /** How many items were changed, and how many of their dates moved. */
  items: number;
  moved: number;
  undoneAt: Instant | null;
  undoneBy: string | null;
  /** Not undone, and no later change of the same subject stands on it. */
  isLast: boolean;
}

/** A date that a change moved, with the item as it is called now. */
export interface StoredRuleMove {
  reference: string;
  workflow: string;
  definitionVersion: number;
  moves: { deadline: string; occurrence: number; from: LocalDate; to: LocalDate }[];
}

/** How many open items are of each version of a workflow; how many running dates are counted by each of a rule or limit. */
export interface OpenCounts {
  workflows: OpenCount[];
  rules: OpenCount[];
  limits: OpenCount[];
}

export interface OpenCount {
  key: string;
  version: number;
  count: number;
}

export interface PublishedVersion {
  what: 'workflow' | 'rule';
  key: string;
  version: number;
  /** Null where it was published ahead of the clock, as in a demo that begins in a year past. */
  at: Instant | null;
}

export interface KeptLocalValue extends LocalValue {
  reason: string | null;
  withdrawnAt: Instant | null;
}

export interface RuleChangeStore {
  /** What the change would do, as the database stands at one moment. Locks nothing and writes nothing. */
  preview(ctx: ChangeContext, asked: AskedRuleChange): Promise<RuleChangeOutcome>;
  /** All that moves by it and the change itself, in one transaction under an exclusive lock. */
  apply(ctx: ChangeContext, asked: AskedRuleChange): Promise<RuleChangeOutcome>;
  /** Every item as it was before; all of it or, where asked, as much as can go back. */
  undo(ctx: ChangeContext, asked: AskedUndo): Promise<RuleUndoOutcome>;
  /** Newest first. */
  changes(
    authorityId: string,
    query: { subject?: string; cursor?: string; limit: number },
  ): Promise<{ changes: StoredRuleChange[]; nextCursor: string | null }>;
  change(authorityId: string, id: string): Promise<{ change: StoredRuleChange; items: StoredRuleMove[] } | null>;
  openCounts(authorityId: string): Promise<OpenCounts>;
  /** Every length that a council agreed, those that were withdrawn too. */
  localValues(authorityId: string): Promise<KeptLocalValue[]>;
  /** When each version came into the library. */
  published(authorityId: string): Promise<PublishedVersion[]>;
}

export function ruleChangeStore(pools: Pools, references: ReferenceCache): RuleChangeStore {
  const forgetting = <T>(ctx: ChangeContext, writing: Promise<T>): Promise<T> =>
    writing.finally(() => references.forget(ctx.authorityId));
  return {
    preview: (ctx, asked) => previewRuleChange(pools.write, { ctx, asked }),
    apply: (ctx, asked) => forgetting(ctx, applyRuleChange(pools.write, { ctx, asked })),
    undo: (ctx, asked) => forgetting(ctx, undoRuleChange(pools.write, { ctx, asked })),
    changes: (authorityId, query) => readRuleChanges(pools.read, authorityId, query),
    change: (authorityId, id) => readRuleChange(pools.read, authorityId, id),
    openCounts: (authorityId) => readOpenCounts(pools.read, authorityId),
    localValues: (authorityId) => readLocalValues(pools.read, authorityId),
    published: (authorityId) => readPublished(pools.read, authorityId),
  };
}
