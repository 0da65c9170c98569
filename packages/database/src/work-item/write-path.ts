import type {
  Change,
  Decision,
  Facts,
  LocalDate,
  OpenedItem,
  PartState,
  WordCount,
  WorkItem,
  WorkflowDefinition,
} from '@kept/domain';
import type pg from 'pg';
import { classifyDatabaseError } from '../connection/faults.js';
import { inTransaction, RolledBack } from '../connection/transaction.js';
import { failpoint } from '../failpoint/failpoint.js';
import { definitionOf, type ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import type { ChangeContext, ChangeOutcome } from './change.js';
import { countItemWords, writeWordCounts } from '../word/word-counts.js';
import { writeComment } from './comment.store.js';
import { decodeItem, instant, type ItemJson, type StoredItem } from './decode.js';
import { effectsOf } from './effects.js';
import { factsOf } from './facts-of.js';
import { firingStepsAfter, itemRow } from './rows.js';
import { takingBack, tellingOf } from './taking-back.js';

/** What a command is about: an item that stands, or a new one of a workflow. */
export type Subject = { which: string } | { workflow: string };

/** A command on its way: `decide` gets null for an item that does not exist yet. */
export interface Command {
  ctx: ChangeContext;
  subject: Subject;
  decide: (item: WorkItem | null, facts: Facts) => Decision;
  ifMatch?: number | undefined;
}

interface Opened {
  id: string;
  reference: string;
}

interface Read {
  now: string;
  today: LocalDate;
  revision: number;
  item: ItemJson | null;
  outcome: { route: string; bodyHash: string; created: boolean } | null;
  parts: readonly PartState[] | null;
}

type Applied =
  /** `opened`: the items that were created with it. */
  | { kind: 'applied'; reference: string; version: number; opened?: readonly Opened[] }
  | { kind: 'moved'; version: number }
  | { kind: 'reference-moved' | 'replayed' | 'told' | 'unknown' };

/** What a decision was made under. */
interface Under {
  facts: Facts;
  revision: number;
  words: Reference['words'];
}

/** A step of the loop either ends the command or says why it is to be decided again. */
type Step = ChangeOutcome | { again: 'changed-by-another' | 'facts-moved' };

const mostAttempts = 8;

/**
 * Read, decide, write: one prepared call before the decision and one after it, and no lock held in between. Whatever
 * moved meanwhile is noticed by the second call, which then writes nothing.
 */
export class WritePath {
  constructor(
    private readonly pool: pg.Pool,
    private readonly references: ReferenceCache,
  ) {}

  /** Carries the command out, deciding again where reference data or a firing came between; another's change once. */
  async run(command: Command): Promise<ChangeOutcome> {
    let othersChanges = 0;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      failpoint('transition.begin');
      const step = await this.tolerant(command, attempt);
      failpoint('transition.beforeReply');
      if ('kind' in step) return step;
      if (step.again === 'changed-by-another') othersChanges += 1;
      if (othersChanges > 1) break;
    }
    return { kind: 'conflict' };
  }

  async read(ctx: ChangeContext, which: string): Promise<{ stored: StoredItem; facts: Facts } | null> {
    const read = await this.readForDecision(ctx, which, null);
    if (read.item === null) return null;
    const reference = await this.references.at(ctx.authorityId, read.revision);
    return { stored: decodeItem(read.item), facts: factsOf(ctx, read, reference, itsDefinition(reference, read.item)) };
  }

  private async tolerant(command: Command, attempt: number): Promise<Step> {
    try {
      return await this.step(command);
    } catch (error) {
      const fault = classifyDatabaseError(error);
      if (fault?.kind === 'locked' && command.ctx.idempotency !== undefined) return { kind: 'in-progress' };
      if (fault?.kind === 'retry' && attempt <= 3) return { again: 'facts-moved' };
      throw error;
    }
  }

  private async step(command: Command): Promise<Step> {
    const { ctx, subject } = command;
    const which = 'which' in subject ? subject.which : null;
    const read = await this.readForDecision(ctx, which, ctx.idempotency?.key ?? null);
    failpoint('transition.afterLoad');
    const reference = await this.references.at(ctx.authorityId, read.revision);
    if (read.outcome !== null) return replayed(command, read, reference);
    const stored = read.item === null ? null : decodeItem(read.item);
    const definition = definitionFor(subject, stored, reference);
    if (definition === undefined) return { kind: 'unknown' };
    const stale = staleOf(command, stored);
    return stale ?? this.decide(command, stored, { facts: factsOf(ctx, read, reference, definition), ...reference });
  }

  private async decide(command: Command, stored: StoredItem | null, under: Under): Promise<Step> {
    const decision = command.decide(stored?.item ?? null, under.facts);
    if (!decision.allowed) return { kind: 'refused', refusal: decision.refusal };
    failpoint('transition.afterDecide');
    const applied = await this.apply(command.ctx, stored, decision.change, under);
    failpoint('transition.afterCommit');
    return concluded(command, stored, applied, { item: decision.change.item, facts: under.facts });
  }

  private async readForDecision(ctx: ChangeContext, which: string | null, key: string | null): Promise<Read> {
    const { rows } = await this.pool.query<{ read: Read }>({
      name: 'read-for-decision',
      text: 'select app.read_for_decision($1, $2, $3, $4) as read',
      values: [ctx.authorityId, which, actorKey(ctx), key],
    });
    return { ...rows[0]!.read, now: instant(rows[0]!.read.now) };
  }

  private async apply(ctx: ChangeContext, stored: StoredItem | null, change: Change, under: Under): Promise<Applied> {
    const { opens, comment } = change;
    const counts = countItemWords(stored?.item ?? null, change.item, { ...under.facts, words: under.words });
    const applying = { ctx, stored, change, under, counts };
    if (opens === undefined && comment === undefined && counts.length === 0) return this.applyOne(this.pool, applying);
    try {
      return await inTransaction(this.pool, (client) => this.applyAll(client, applying, opens ?? []));
    } catch (error) {
      if (error instanceof RolledBack) return error.result as Applied;
      throw error;
    }
  }

  /** First the items that are opened, whose references the links then say. The key belongs to the one that was asked to move. */
  private async applyAll(client: pg.PoolClient, applying: Applying, opens: readonly OpenedItem[]): Promise<Applied> {
    const { ctx, change, under, counts } = applying;
    const { idempotency: _, ...without } = ctx;
    const opened: Opened[] = [];
    for (const { change: first, definition } of opens) {
      const facts = { ...under.facts, definition };
      const one = { ctx: without, stored: null, change: first, under: { ...under, facts }, counts: [] };
      opened.push({ id: first.item.id, reference: (await this.applyOrRollBack(client, one)).reference });
      failpoint('transition.openedOne');
    }
    const last = { ...applying, change: { ...change, item: linked(change.item, opened) } };
    const applied = await this.applyOrRollBack(client, last);
    const place = { authorityId: ctx.authorityId, itemId: change.item.id };
    if (change.comment) await writeComment(client, place, change.comment);
    await writeWordCounts(client, { ...place, ownerPost: change.item.ownerPost }, counts);
    failpoint('transition.beforeCommit');
    return { ...applied, opened };
  }

  private async applyOrRollBack(client: pg.PoolClient, applying: Applying) {
    const applied = await this.applyOne(client, applying);
    if (applied.kind !== 'applied') throw new RolledBack<Applied>(applied);
    return applied;
  }

  private async applyOne(client: pg.Pool | pg.PoolClient, { ctx, stored, change, under }: Applying): Promise<Applied> {
    failpoint('transition.beforeApply');
    const { rows } = await client.query<{ applied: Applied }>({
      name: 'apply-transition',
      text: 'select app.apply_transition($1, $2, $3, $4, $5, $6, $7) as applied',
      values: [
        ctx.authorityId,
        change.item.id,
        stored?.item.version ?? 0,
        stored?.firingSteps ?? 0,
        under.revision,
        JSON.stringify(changeJson(ctx, stored, change, under.facts.definition)),
        ctx.idempotency === undefined ? null : JSON.stringify({ ...ctx.idempotency, person: actorKey(ctx) }),
      ],
    });
    return rows[0]!.applied;
  }
}

interface Applying {
  ctx: ChangeContext;
  stored: StoredItem | null;
  change: Change;
  under: Under;
  counts: readonly WordCount[];
}

/** A link to an item that had no reference yet says it now. */
function linked(item: WorkItem, opened: readonly Opened[]): WorkItem {
  const references = new Map(opened.map(({ id, reference }) => [id, reference]));
  return { ...item, links: item.links.map((link) => ({ ...link, to: references.get(link.to) ?? link.to })) };
}

/** The item's row and all that hangs on it, as `apply_transition` takes them. */
function changeJson(ctx: ChangeContext, stored: StoredItem | null, change: Change, definition: WorkflowDefinition) {
  const { item } = change;
  const before = stored?.item ?? null;
  // Exempt items are numbered apart: a gap among the open ones would tell of them.
  const numbered = before === null || before.exempt !== item.exempt;
  return {
    item: itemRow(item, definition, stored === null ? 0 : firingStepsAfter(stored, item)),
    ...(numbered && { numbering: definition.reference + (item.exempt ? 'X' : '') }),
    ...tellingOf(ctx, change),
    ...takingBack(ctx, before, change),
    ...effectsOf({ authorityId: ctx.authorityId, before, change, definition, seeded: ctx.seeded ?? false }),
  };
}

/** Undefined = there is no such item, or no such workflow. */
function definitionFor(
  subject: Subject,
  stored: StoredItem | null,
  reference: Reference,
): WorkflowDefinition | undefined {
  if ('workflow' in subject) return definitionOf(reference, subject.workflow);
  return stored === null ? undefined : itsDefinition(reference, stored.item);
}

function staleOf({ ifMatch }: Command, stored: StoredItem | null): ChangeOutcome | null {
  if (stored === null || ifMatch === undefined || stored.item.version === ifMatch) return null;
  return { kind: 'stale', version: stored.item.version };
}

function replayed(command: Command, read: Read, reference: Reference): Step {
  const { outcome, item } = read;
  if (outcome === null || item === null) throw new Error('A stored outcome names an item that is not there.');
  const { idempotency } = command.ctx;
  if (outcome.route !== idempotency?.route || outcome.bodyHash !== idempotency.bodyHash) return { kind: 'key-reused' };
  const facts = factsOf(command.ctx, read, reference, itsDefinition(reference, item));
  return { kind: 'changed', item: decodeItem(item).item, facts, created: outcome.created, replayed: true };
}

/** What the answer of `apply_transition` means for the command. */
function concluded(
  command: Command,
  stored: StoredItem | null,
  applied: Applied,
  made: { item: WorkItem; facts: Facts },
): Step {
  switch (applied.kind) {
    case 'applied':
      return {
        kind: 'changed',
        item: { ...linked(made.item, applied.opened ?? []), reference: applied.reference },
        facts: made.facts,
        created: stored === null,
        replayed: false,
      };
    case 'moved':
      // The same version with other firings behind it: nobody's change, so no If-Match is stale.
      if (applied.version === stored?.item.version) return { again: 'facts-moved' };
      return command.ifMatch === undefined
        ? { again: 'changed-by-another' }
        : { kind: 'stale', version: applied.version };
    case 'unknown':
    case 'told':
      return { kind: applied.kind };
    default:
      return { again: 'facts-moved' };
  }
}

const actorKey = ({ actor }: ChangeContext): string => (actor.kind === 'person' ? actor.personId : actor.name);

/** The version that the item keeps; that it was published is an invariant. */
function itsDefinition(
  reference: Reference,
  item: Pick<WorkItem, 'workflow' | 'definitionVersion'>,
): WorkflowDefinition {
  const definition = definitionOf(reference, item.workflow, item.definitionVersion);
  if (definition === undefined)
    throw new Error(`Version ${item.definitionVersion} of ${item.workflow} is not published.`);
  return definition;
}
