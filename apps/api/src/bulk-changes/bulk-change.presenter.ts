import { maySee } from '@kept/domain';
import type { BulkChangeView } from '@kept/contracts';
import type { BulkChange, BulkResult, ChosenItem, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { postTitle } from '../reference/present-post.js';
import { inTurns } from '../rows/result-of-item.js';

type ItemView = BulkChangeView['items'][number];
/** Titles of items that the caller may see, by reference. */
export type Titles = ReadonlyMap<string, string>;

/** What would become of each item. */
export function presentPreview(
  caller: Caller,
  to: string,
  chosen: readonly ChosenItem[],
  titles: Titles,
): BulkChangeView {
  const items = chosen.map((item) =>
    presentItem(caller, titles, { ...item, outcome: item.because === null ? 'would-change' : 'refused' }),
  );
  return { id: null, to: postName(caller, to), dryRun: true, ...counted(items), undoUntil: null, undoneAt: null };
}

/** What became of each, and until when it may be taken back. */
export function presentChange(
  caller: Caller,
  change: BulkChange,
  results: readonly BulkResult[],
  titles: Titles,
): BulkChangeView {
  const { id, to, undoUntil } = change;
  const counts = counted(results.map((item) => presentItem(caller, titles, item)));
  return {
    id,
    to: postName(caller, to),
    dryRun: false,
    ...counts,
    undoUntil: counts.changed > 0 ? undoUntil : null,
    undoneAt: null,
  };
}

/** What became of each that had been changed when the change was taken back. */
export function presentUndone(caller: Caller, change: BulkChange, titles: Titles): BulkChangeView {
  const undone = new Map(change.undoResults?.map((result) => [result.reference, result]));
  const items = (change.results ?? []).flatMap((item) => {
    const result = item.reference === null ? undefined : undone.get(item.reference);
    return result ? [presentItem(caller, titles, { ...item, ...result })] : [];
  });
  const { id, to, undoneAt } = change;
  return { id, to: postName(caller, to), dryRun: false, ...counted(items), undoUntil: null, undoneAt };
}

/** The titles as they may be read now: whoever handed an item over may see it no longer. */
export async function titlesOf(
  database: Database,
  { authorityId, actor }: Caller,
  items: readonly ChosenItem[],
): Promise<Titles> {
  const references = items.flatMap(({ reference }) => reference ?? []);
  const titles = await inTurns(references, async (reference): Promise<[string, string][]> => {
    const read = await database.workItems.read({ authorityId, actor }, reference);
    return read && maySee(read.item, read.facts.definition, actor) ? [[reference, read.item.title]] : [];
  });
  return new Map(titles.flat());
}

function presentItem(caller: Caller, titles: Titles, item: ChosenItem & { outcome: ItemView['outcome'] }): ItemView {
  const { which, reference, version, from, outcome, because } = item;
  return {
    reference: reference ?? which,
    title: reference === null ? null : (titles.get(reference) ?? null),
    version,
    from: from === null ? null : postName(caller, from),
    outcome,
    because,
  };
}

function counted(items: ItemView[]): Pick<BulkChangeView, 'items' | 'changed' | 'refused'> {
  const refused = items.filter(({ outcome }) => outcome === 'refused').length;
  return { items, changed: items.length - refused, refused };
}

const postName = ({ reference }: Caller, key: string) => ({ key, title: postTitle(key, reference.organisation) });
