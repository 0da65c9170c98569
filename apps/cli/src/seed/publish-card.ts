import { answerStep, londonDay, postsOf, verdictOnAnswer, whyNotPublished } from '@kept/domain';
import type { Actor, Instant, Organisation } from '@kept/domain';
import type { Database } from '@kept/database';
import type { StepContent } from './content.js';
import { personOf } from './save-organisation.js';
import type { Cast } from './save-organisation.js';

interface Place {
  app: Database;
  authorityId: string;
  cast: Cast;
  organisation: Organisation;
}

/** A person of the demo, with the posts that they hold on the day. */
export function actorNamed({ cast, organisation }: Place, key: string, at: Instant): Actor {
  const { id, name, roles } = personOf(cast.people, key);
  return { kind: 'person', personId: id, name, roles, posts: postsOf(id, organisation, londonDay(at)) };
}

/**
 * Puts a card's plain words onto the public page as two people do: one proposes, another approves.
 * @throws Error where the card may not be shown, or one person would do both
 */
export async function publishCard(
  place: Place,
  { by, publish }: Pick<StepContent, 'by'> & { publish: NonNullable<StepContent['publish']> },
  { id, at }: { id: string; at: Instant },
): Promise<void> {
  const { app, authorityId, organisation } = place;
  const proposer = { authorityId, actor: actorNamed(place, by, at) };
  const read = await app.workItems.read(proposer, id);
  const whyNot = read === null ? 'There is no such card.' : whyNotPublished(read.item);
  if (read === null || whyNot !== null) throw new Error(`It is not published. ${whyNot}`);
  const askedBy = organisation.bodies.find(({ key }) => key === read.item.fields['raisedBy'])?.title ?? 'Young people';
  const said = { verdict: verdictOnAnswer(read.item), answerStep: answerStep(read.item) };
  const draft = { workItemId: id, texts: publish.texts, askedBy, ...said };
  const proposal = await app.publications.propose(proposer, draft);
  const approver = { authorityId, actor: actorNamed(place, publish.approvedBy, at) };
  const outcome = typeof proposal === 'string' ? proposal : await app.publications.approve(approver, proposal.id);
  if (outcome !== 'published') throw new Error(`It is not published: ${outcome}.`);
}
