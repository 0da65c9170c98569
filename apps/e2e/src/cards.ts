import type { MeetingListView, MeetingView, SessionView, WorkItemView } from '@kept/contracts';
import type { Officer } from './officer.js';

/** A card of the journey's own, brought by requests to where the journey begins. */
export interface Card {
  reference: string;
  path: string;
}

/** Asks the service as the page would: same origin, same session. */
async function ask<Answer>(officer: Officer, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await officer.page.evaluate(
    async ({ method: verb, path: where, body: words }) => {
      const response = await fetch(`/api${where}`, {
        method: verb,
        ...(words ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(words) } : {}),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    { method, path, body },
  );
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  // The contract says what a successful answer is.
  return answer.body as Answer;
}

export async function today(officer: Officer): Promise<string> {
  const session = await ask<SessionView>(officer, 'GET', '/session');
  return session.clock.today;
}

/** The panel's meeting after the next one. */
export async function panelAfterNext(officer: Officer): Promise<MeetingView> {
  const path = `/meetings?body=corporate-parenting-panel&from=${await today(officer)}`;
  const { meetings } = await ask<MeetingListView>(officer, 'GET', path);
  const meeting = meetings[1];
  if (!meeting) throw new Error('The panel has no second meeting to come.');
  return meeting;
}

async function raiseCard(officer: Officer, title: string): Promise<Card> {
  const raisedOn = await today(officer);
  const fields = { question: 'Could reviews be held where we feel at home?', raisedBy: 'ocypc', raisedOn };
  const { reference } = await ask<WorkItemView>(officer, 'POST', '/work-items', {
    workflow: 'challenge-card',
    title,
    fields,
  });
  return { reference, path: `/work-items/challenge-card/${reference}` };
}

export async function moveCard(officer: Officer, card: Card, transition: string, fields: object = {}): Promise<void> {
  await ask(officer, 'POST', `/work-items/${card.reference}/transitions`, { transition, fields });
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
  await ask(officer, 'POST', `/work-items/${card.reference}/owner`, { ownerPost, reason: 'It is theirs to answer' });
}

export async function addEvidence(officer: Officer, card: Card): Promise<void> {
  await ask(officer, 'POST', `/work-items/${card.reference}/evidence`, { title: 'Letter to the council' });
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
