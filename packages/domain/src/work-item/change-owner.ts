import { findPost } from '../organisation/post-holders.js';
import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { ChangeOwner } from './commands.js';
import { accept, eventOf, refuse, refuseMissing } from './decision.js';
import { assignedNotice } from './notices.js';
import { restrictionOf } from './restriction.js';
import type { Decision, EventDraft, Facts, Missing, WorkItem } from './work-item.js';

/** Hands an item to another post; there is exactly one owner at any time. Needs a reason. */
export function changeOwner(item: WorkItem, command: ChangeOwner, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true }) ?? refuseOwner(item, command, facts);
  if (refused) return refused;
  const after = ownedBy(command.ownerPost, item, facts);
  return accept(after, eventOfOwner(item, command, facts), assignedNotice(after, facts));
}

/**
 * Gives an item back to the post that owned it before, for whoever handed it over and takes that back. The right is that of
 * the item as it will stand: somebody may have handed over what they no longer see. The post that gets it back is not told,
 * since it was never told that it lost it. That nothing came in between is the caller's to ask, by the version.
 */
export function takeBackOwner(item: WorkItem, command: ChangeOwner, facts: Facts): Decision {
  const after = ownedBy(command.ownerPost, item, facts);
  const refused = refuseChange(after, facts, { open: true }) ?? refuseOwner(item, command, facts);
  return refused ?? accept(after, eventOfOwner(item, command, facts));
}

function ownedBy(ownerPost: string, item: WorkItem, facts: Facts): WorkItem {
  const handed = { ...item, ownerPost };
  return { ...handed, restrictedTo: restrictionOf(handed, item, facts) };
}

function eventOfOwner(item: WorkItem, { ownerPost, reason }: ChangeOwner, facts: Facts): EventDraft {
  return eventOf(facts, {
    type: 'owner-changed',
    from: item.ownerPost,
    to: ownerPost,
    fields: { ownerPost },
    reason,
  });
}

function refuseOwner(item: WorkItem, command: ChangeOwner, facts: Facts): Decision | null {
  const missing = missingForOwner(command, facts);
  if (missing.length > 0) return refuseMissing(missing);
  return command.ownerPost === item.ownerPost ? refuse('state', 'This post owns the item already.') : null;
}

function missingForOwner(command: ChangeOwner, facts: Facts): Missing[] {
  const post = findPost(command.ownerPost, facts.organisation);
  return [
    ...(post ? [] : [{ field: 'ownerPost', text: 'Choose a post that exists.' }]),
    ...(isSet(command.reason) ? [] : [{ field: 'reason', text: 'Give the reason.' }]),
  ];
}
