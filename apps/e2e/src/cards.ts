import type { MeetingListView, MeetingView, SessionView, WorkItemView } from '@kept/contracts';
import { ask } from './ask.js';
import type { Officer } from './officer.js';

/** A card of the journey's own, brought by requests to where the journey begins. */
export interface Card {
  reference: string;
  path: string;
}

export async function today(officer: Officer): Promise<string> {
  const session = await ask<SessionView>(officer, '/session');
  return session.clock.today;
}

/** The panel's meeting after the next one. */
export async function panelAfterNext(officer: Officer): Promise<MeetingView> {
  const path = `/meetings?body=corporate-parenting-panel&from=${await today(officer)}`;
  const { meetings } = await ask<MeetingListView>(officer, path);
  const meeting = meetings[1];
  if (!meeting) throw new Error('The panel has no second meeting to come.');
  return meeting;
}

async function raiseCard(officer: Officer, title: string): Promise<Card> {
  const raisedOn = await today(officer);
  const fields = { question: 'Could reviews be held where we feel at home?', raisedBy: 'ocypc', raisedOn };
  const { reference } = await ask<WorkItemView>(officer, '/work-items', {
    method: 'POST',
    body: {
      workflow: 'challenge-card',
      title,
      fields,
    },
  });
  return { reference, path: `/work-items/challenge-card/${reference}` };
}

export async function moveCard(officer: Officer, card: Card, transition: string, fields: object = {}): Promise<void> {
  await ask(officer, `/work-items/${card.reference}/transitions`, { method: 'POST', body: { transition, fields } });
}

/** Raised and triaged: waiting for somebody to accept it. */
export async function triagedCard(officer: Officer, title: string): Promise<Card> {
  const card = await raiseCard(officer, title);
  await moveCard(officer, card, 'triage', { kind: 'collective', screenedOn: await today(officer) });
  return card;
}

/** Accepted, with the corporate parenting officer as its owner, and work begun. */
export async function cardInProgress(officer: Officer, title: string): Promise<Card> {
  const card = await triagedCard(officer, title);
  await moveCard(officer, card, 'accept', { director: 'corporate-director', ownerPost: 'corporate-parenting-officer' });
  await moveCard(officer, card, 'start');
  return card;
}

/** Gives it to another post. */
export async function giveCard(officer: Officer, card: Card, ownerPost: string): Promise<void> {
  await ask(officer, `/work-items/${card.reference}/owner`, {
    method: 'POST',
    body: { ownerPost, reason: 'It is theirs to answer' },
  });
}

export async function addEvidence(officer: Officer, card: Card): Promise<void> {
  await ask(officer, `/work-items/${card.reference}/evidence`, {
    method: 'POST',
    body: { title: 'Letter to the council' },
  });
}

/** Answered, with evidence: waiting for the young people's verdict. */
export async function answeredCard(officer: Officer, title: string): Promise<Card> {
  const card = await cardInProgress(officer, title);
  await addEvidence(officer, card);
  await moveCard(officer, card, 'answer', answer);
  return card;
}

export const answer = {
  whatWeDid: 'Reviews may now be held at home, at school or outdoors.',
  whatWeCouldNot: 'Reviews that a court asks for stay where the court says.',
  plainWhatWeDid: 'You choose where your review is.',
  plainWhatWeCouldNot: 'If a court asks for it, the court says where.',
};
