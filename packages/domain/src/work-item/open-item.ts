import type { OpensItem } from '../workflow/definition.js';
import { createFromAnother } from './create-work-item.js';
import { actorName } from './decision.js';
import type { Facts, OpenedItem, Refusal, WorkItem } from './work-item.js';

/**
 * The item of another workflow that a transition opens: created in its initial state with the fields that are copied,
 * and linked both ways. It is nobody's to refuse: who may hand over may open what is handed over to.
 * Refused where it cannot be made as the council stands: it lacks the post that would own it.
 * @throws where the workflow is not published: a fault of the definition
 */
export function openItem(
  item: WorkItem,
  { workflow, kind, copies }: OpensItem,
  facts: Facts,
): { item: WorkItem; opened: OpenedItem } | { refusal: Refusal } {
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
  if (!decision.allowed) return { refusal: refusedBy(decision.refusal, definition.title.officer) };
  const link = { no: item.links.length + 1, to: newId, kind, addedAt: facts.now, addedBy: actorName(facts.actor) };
  return { item: { ...item, links: [...item.links, link] }, opened: { change: decision.change, definition } };
}

/** What is missing is missing of the other item, and no field of this one: it is said in a sentence. */
function refusedBy({ detail, missing }: Refusal, title: string): Refusal {
  const texts = missing.length > 0 ? missing.map(({ text }) => text) : [detail];
  return {
    kind: 'missing',
    detail: `This opens another item (${title}), which cannot be made.`,
    missing: texts.map((text) => ({ field: '_', text: `${title}: ${text}` })),
  };
}
