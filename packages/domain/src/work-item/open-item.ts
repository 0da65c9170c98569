import type { OpensItem } from '../workflow/definition.js';
import { createFromAnother } from './create-work-item.js';
import { actorName } from './decision.js';
import type { Facts, OpenedItem, WorkItem } from './work-item.js';

/**
 * The item of another workflow that a transition opens: created in its initial state with the fields that are copied,
 * and linked both ways. It is nobody's to refuse: who may hand over may open what is handed over to.
 * @throws where the workflow is not published, or its item cannot be made of what is copied: a fault of the definition
 */
export function openItem(
  item: WorkItem,
  { workflow, kind, copies }: OpensItem,
  facts: Facts,
): { item: WorkItem; opened: OpenedItem } {
  const definition = facts.definitions?.findLast((each) => each.key === workflow);
  const { newId } = facts;
  if (!definition || newId === undefined)
    throw new Error(`The workflow ${workflow}, which is to be opened, is not there.`);
  const copied = Object.entries(copies).map(([theirs, ours]) => [theirs, item.fields[ours] ?? null]);
  const decision = createFromAnother(
    { id: newId, reference: '', title: item.title, fields: Object.fromEntries(copied) },
    { to: item.reference, kind },
    { ...facts, definition },
  );
  if (!decision.allowed) throw new Error(`${workflow} could not be opened: ${JSON.stringify(decision.refusal)}`);
  const link = { no: item.links.length + 1, to: newId, kind, addedAt: facts.now, addedBy: actorName(facts.actor) };
  return { item: { ...item, links: [...item.links, link] }, opened: { change: decision.change, definition } };
}
