import { maySee } from '@kept/domain';
import type { ChosenItem, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { inTurns, wordsOfRefusal } from '../rows/result-of-item.js';
import type { ActInBulk, Looked } from './bulk-act.js';
import { words } from './bulk-words.js';

export type AskedItems = readonly { item: string; version?: number | null | undefined }[];

const onThePage = 'This cannot be taken back: the item stands on the public page.';

/** Each of the chosen as it stands, and what would become of it; nothing is changed. */
export async function lookAtChosen(
  database: Database,
  caller: Caller,
  items: AskedItems,
  act: ActInBulk,
): Promise<Looked> {
  const { authorityId, actor } = caller;
  const titles: Looked['titles'] = new Map();
  const workflows = new Set<string>();
  const chosen = await inTurns(items, async ({ item: which, version }): Promise<ChosenItem> => {
    const read = await database.workItems.read({ authorityId, actor }, which);
    if (!read || !maySee(read.item, read.facts.definition, actor)) return outOfSight(which);
    const { item, facts } = read;
    titles.set(item.reference, item.title);
    workflows.add(item.workflow);
    const decision = act.decide(item, facts);
    const refusal = decision.allowed ? null : wordsOfRefusal(decision.refusal, words);
    // Null: it was looked at when there was nothing to be seen of it.
    const stale = version !== undefined && version !== item.version ? words.moved : null;
    const { reference, ownerPost: from } = item;
    const step = act.look(item, facts, decision.allowed ? decision.change : null);
    return { which, reference, version: item.version, from, because: refusal ?? stale, step };
  });
  return { chosen: await withPublished(database, caller, eachOnce(chosen)), titles, workflows };
}

/** What is done with an item that everybody may read is not taken back. */
async function withPublished(database: Database, caller: Caller, chosen: readonly ChosenItem[]): Promise<ChosenItem[]> {
  const steps = chosen.flatMap(({ reference, step, because }) => (step && because === null ? (reference ?? []) : []));
  if (steps.length === 0) return [...chosen];
  const published = await database.bulkChanges.published(caller, steps);
  return chosen.map((item) => {
    const { reference, step } = item;
    if (!step || reference === null || !published.has(reference)) return item;
    return { ...item, step: { ...step, lasting: step.lasting ?? onThePage } };
  });
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
