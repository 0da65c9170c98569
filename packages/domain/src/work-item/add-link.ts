import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { AddLink } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import type { Decision, Facts, Link, WorkItem } from './work-item.js';

/** Links an item to another by id or reference. Whether the other exists is for the reader of the link to see. */
export function addLink(item: WorkItem, command: AddLink, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  const { to, kind } = command;
  if (!isSet(to)) return refuseMissing([{ field: 'to', text: 'Enter the reference to link to.' }]);
  if (to === item.id || to === item.reference)
    return refuseMissing([{ field: 'to', text: 'An item cannot be linked to itself.' }]);
  if (item.links.some((link) => link.to === to && link.kind === kind))
    return refuse('state', 'This link is there already.');
  const entry: Link = { no: item.links.length + 1, to, kind, addedAt: facts.now, addedBy: actorName(facts.actor) };
  return accept(
    { ...item, links: [...item.links, entry] },
    eventOf(facts, { type: 'link-added', fields: { link: { to, kind } } }),
  );
}
