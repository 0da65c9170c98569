import type { PublicationView } from '@kept/contracts';
import type { Publication } from '@kept/database';
import type { Caller } from '../auth/caller.js';

/** As those who work on it see it; who proposed it may not approve it. */
export function presentPublication(publication: Publication, { actor }: Caller): PublicationView {
  const { workItemId: _item, proposedBy, proposedByName, decidedByName, withdrawnByName, ...rest } = publication;
  return {
    ...rest,
    proposedBy: proposedByName,
    decidedBy: decidedByName,
    withdrawnBy: withdrawnByName,
    mayApprove: rest.status === 'proposed' && proposedBy !== actor.personId,
  };
}
