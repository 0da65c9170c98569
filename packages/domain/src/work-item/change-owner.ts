import { findPost } from '../organisation/post-holders.js';
import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { ChangeOwner } from './commands.js';
import { accept, eventOf, refuse, refuseMissing } from './decision.js';
import { assignedNotice } from './notices.js';
import { restrictionOf } from './restriction.js';
import type { Decision, Facts, Missing, WorkItem } from './work-item.js';

/** Hands an item to another post; there is exactly one owner at any time. Needs a reason. */
export function changeOwner(item: WorkItem, command: ChangeOwner, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const missing = missingForOwner(command, facts);
  if (missing.length > 0) return refuseMissing(missing);
  if (command.ownerPost === item.ownerPost) return refuse('state', 'This post owns the item already.');
  const handed = { ...item, ownerPost: command.ownerPost };
  const after = { ...handed, restrictedTo: restrictionOf(handed, item, facts) };
  const event = eventOf(facts, {
    type: 'owner-changed',
    from: item.ownerPost,
    to: command.ownerPost,
    fields: { ownerPost: command.ownerPost },
    reason: command.reason,
  });
  return accept(after, event, assignedNotice(after, facts));
}

function missingForOwner(command: ChangeOwner, facts: Facts): Missing[] {
  const post = findPost(command.ownerPost, facts.organisation);
  return [
    ...(post ? [] : [{ field: 'ownerPost', text: 'Choose a post that exists.' }]),
    ...(isSet(command.reason) ? [] : [{ field: 'reason', text: 'Give the reason.' }]),
  ];
}
