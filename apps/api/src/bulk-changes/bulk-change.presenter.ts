import { maySee } from '@kept/domain';
import type { BulkChangeView } from '@kept/contracts';
import type { BulkAct, BulkChange, BulkResult, ChosenItem, ChosenStep, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { postTitle } from '../reference/present-post.js';
import { inTurns } from '../rows/result-of-item.js';
import type { Looked } from './bulk-act.js';
import { notReached, words } from './bulk-words.js';

type ItemView = BulkChangeView['items'][number];
type Outcome = ItemView['outcome'];

/** Titles of items that the caller may see now, by reference. */
export type Titles = ReadonlyMap<string, string>;

/** What would become of each item. */
export function presentPreview(
  caller: Caller,
  act: BulkAct,
  { chosen, titles }: Pick<Looked, 'chosen' | 'titles'>,
): BulkChangeView {
  const items = chosen.map((item) =>
    presentItem(caller, titles, { ...item, outcome: item.because === null ? 'would-change' : 'refused' }),
  );
  const nothingDone = { id: null, dryRun: true, stopped: null, undoUntil: null, undoneAt: null };
  return { ...nothingDone, ...presentAct(caller, act), ...counted(items) };
}

/** What became of each, and until when it may be taken back; once it was, what became of each by that. */
export function presentChange(caller: Caller, change: BulkChange, titles: Titles): BulkChangeView {
  const { id, isFinished, undo } = change;
  const items = undo === null ? changedItems(caller, change, titles) : undoneItems(caller, change, titles);
  const counts = counted(items);
  return {
    id,
    ...presentAct(caller, change),
    dryRun: false,
    ...counts,
    stopped: undo === 'begun' ? 'undo' : isFinished ? null : 'change',
    undoUntil: undo === null && counts.items.some(mayGoBack) ? change.undoUntil : null,
    undoneAt: undo === 'finished' ? change.undoneAt : null,
  };
}

function presentAct({ reference }: Caller, act: BulkAct): Pick<BulkChangeView, 'to' | 'transition'> {
  if (act.to !== null)
    return { to: { key: act.to, title: postTitle(act.to, reference.organisation) }, transition: null };
  const { workflow, transition: key } = act;
  const definition = reference.definitions.findLast(
    (each) => each.key === workflow && Object.hasOwn(each.transitions, key),
  );
  return { to: null, transition: { key, label: definition?.transitions[key]?.label ?? key, workflow } };
}

const mayGoBack = ({ outcome, step }: ItemView) => outcome === 'changed' && !step?.lasting;

function changedItems(caller: Caller, { results }: BulkChange, titles: Titles): ItemView[] {
  return results.map((item) => presentItem(caller, titles, { ...item, because: reasonOf(item, notReached.change) }));
}

/** Of those that had been changed. */
function undoneItems(caller: Caller, { results, undoResults }: BulkChange, titles: Titles): ItemView[] {
  const undone = new Map(undoResults.map((result) => [result.reference, result]));
  return results.flatMap((item) => {
    const result = undone.get(item.reference ?? item.which);
    if (result === undefined) return [];
    const { outcome } = result;
    return [presentItem(caller, titles, { ...item, outcome, because: reasonOf(result, notReached.undo) })];
  });
}

/** What is refused without a reason was not reached. */
function reasonOf({ outcome, because }: { outcome: Outcome; because: string | null }, unsaid: string): string | null {
  return outcome === 'refused' ? (because ?? unsaid) : null;
}

/** The titles as they may be read now: whoever handed an item over may see it no longer. */
export async function titlesOf(database: Database, caller: Caller, items: readonly BulkResult[]): Promise<Titles> {
  const references = items.flatMap(({ reference }) => reference ?? []);
  const titles = await inTurns(references, async (reference): Promise<[string, string][]> => {
    const title = await titleOf(database, caller, reference);
    return title === null ? [] : [[reference, title]];
  });
  return new Map(titles.flat());
}

/** Null where there is no such item, or none that the caller may see. */
async function titleOf(database: Database, { authorityId, actor }: Caller, which: string) {
  const read = await database.workItems.read({ authorityId, actor }, which);
  return read && maySee(read.item, read.facts.definition, actor) ? read.item.title : null;
}

/** What is refused and out of sight reads as what is not there, whatever came of it: why would tell of it. */
function presentItem(caller: Caller, titles: Titles, item: ChosenItem & { outcome: Outcome }): ItemView {
  const { which, reference, version, from, outcome, because, step = null } = item;
  const title = reference === null ? null : (titles.get(reference) ?? null);
  if (outcome === 'refused' && title === null) {
    return { reference: which, title, version: null, from: null, step: null, outcome, because: words.unknown };
  }
  return {
    reference: reference ?? which,
    title,
    version,
    from: from === null ? null : postName(caller, from),
    step: step && presentStep(step),
    outcome,
    because,
  };
}

function presentStep({ from, to, begins, ends, lasting }: ChosenStep): ItemView['step'] {
  return { from, to, begins: [...begins], ends: [...ends], lasting };
}

function counted(items: ItemView[]): Pick<BulkChangeView, 'items' | 'changed' | 'refused'> {
  const refused = items.filter(({ outcome }) => outcome === 'refused').length;
  return { items, changed: items.length - refused, refused };
}

const postName = ({ reference }: Caller, key: string) => ({ key, title: postTitle(key, reference.organisation) });
