import { mayDecidePublication } from '@kept/domain';
import type { PublicationView } from '@kept/contracts';
import type { Publication } from '@kept/database';
import type { Caller } from '../auth/caller.js';

/** As those who work on it see it; who proposed it may not approve it, nor a director who does not answer for the card. */
export function presentPublication(publication: Publication, { actor, reference }: Caller): PublicationView {
  const {
    workItemId: _item,
    ownerPost,
    director,
    proposedByName,
    decidedByName,
    withdrawnByName,
    ...shown
  } = publication;
  const { proposedBy, ...rest } = shown;
  const answers = mayDecidePublication({ ownerPost, director }, actor, reference.organisation);
  return {
    ...rest,
    proposedBy: proposedByName,
    decidedBy: decidedByName,
    withdrawnBy: withdrawnByName,
    mayApprove: rest.status === 'proposed' && proposedBy !== actor.personId && answers,
  };
}
