import { Inject, Injectable } from '@nestjs/common';
import { createWorkItem, listTransitions, maySee, minuteFaults, nextMinute } from '@kept/domain';
import type { AgendaItem, Fields, Meeting, OpenAgendaItem } from '@kept/domain';
import type { Missing, OutcomeBody, OutcomesView } from '@kept/contracts';
import type { ChangeOutcome, Database, MeetingOutcome } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import type { Conditions } from '../http/conditions.js';
import { newId } from '../http/ids.js';
import { conflict, forbidden, incomplete } from '../http/problem.js';
import { findMeeting } from './find-meeting.js';
import { readsExemptMatters, runsMeetings } from './meeting.policy.js';
import { presentMeeting } from './meeting.presenter.js';
import { ReadAgenda } from './read-agenda.js';

type OutcomeView = OutcomesView['outcomes'][number];

/** An outcome as somebody writes it down. */
interface AskedOutcome {
  caller: Caller;
  meeting: Meeting;
  body: OutcomeBody;
  idempotency: Conditions['idempotency'];
}

const challengeCard = 'challenge-card';

/** What a meeting did, minute by minute; an action it orders is opened with its outcome. */
@Injectable()
export class KeepOutcomes {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadAgenda) private readonly agendas: ReadAgenda,
  ) {}

  /** @throws Refused 404 */
  async read(caller: Caller, id: string): Promise<OutcomesView> {
    const meeting = findMeeting(caller, id);
    const edition = readsExemptMatters(caller.actor.roles) ? 'full' : 'open';
    const mayRecord = runsMeetings.allows(caller.actor.roles);
    const [outcomes, items, next] = await Promise.all([
      this.database.outcomes.list(caller.authorityId, meeting.id, edition),
      this.#items(caller, meeting, edition),
      mayRecord ? this.#nextMinute(caller, meeting) : null,
    ]);
    const seen = await this.agendas.seen(
      caller,
      outcomes.flatMap(({ reference }) => reference ?? []),
    );
    return {
      meeting: presentMeeting(meeting, caller.reference),
      edition,
      outcomes: await Promise.all(outcomes.map((outcome) => this.#present(caller, outcome, { items, seen }))),
      nextMinute: next,
      mayRecord,
    };
  }

  /** @throws Refused 404, 409, 422 */
  async record(caller: Caller, id: string, asked: Pick<AskedOutcome, 'body' | 'idempotency'>): Promise<OutcomesView> {
    const meeting = findMeeting(caller, id);
    const all: AskedOutcome = { caller, meeting, ...asked };
    const missing = await this.#faults(all);
    if (missing.length > 0) throw incomplete(missing);
    const { minute, paragraph, agendaItemId, kind, text } = asked.body;
    const reference = kind === 'action' ? await this.#openAction(all) : asked.body.reference;
    const outcome = { id: newId(), minute, paragraph, agendaItemId, kind, text: text.trim(), reference };
    await this.database.outcomes.add(caller, meeting.id, outcome);
    return this.read(caller, id);
  }

  async #faults({ caller, meeting, body }: AskedOutcome): Promise<Missing[]> {
    const [others, agenda] = await Promise.all([
      this.database.outcomes.list(caller.authorityId, meeting.id, 'full'),
      this.database.agendas.read(caller.authorityId, meeting.id),
    ]);
    const item = agenda.items.find(({ id }) => id === body.agendaItemId);
    return [
      ...(body.agendaItemId !== null && !item
        ? [{ field: 'agendaItemId', text: 'Choose an item of this agenda.' }]
        : []),
      ...minuteFaults(body, others),
      ...actionFaults(body, item),
      ...(await this.#referenceFaults(caller, body)),
    ];
  }

  async #referenceFaults(caller: Caller, { kind, reference }: OutcomeBody): Promise<Missing[]> {
    const fault = (text: string) => [{ field: 'reference', text }];
    if (kind === 'action') return reference === null ? [] : fault('The action is opened with the outcome.');
    if (reference === null) {
      return kind === 'challenge-accepted' ? fault('Enter the reference of the challenge card.') : [];
    }
    const read = await this.database.workItems.read(caller, reference);
    if (!read || !maySee(read.item, read.facts.definition, caller.actor)) {
      return fault('Enter the reference of an item that you may see.');
    }
    const isCard = kind !== 'challenge-accepted' || read.item.workflow === challengeCard;
    return isCard ? [] : fault('This is no challenge card.');
  }

  /** Through the one write path, as anybody opens one by hand. @returns its reference */
  async #openAction({ caller, meeting, body, idempotency }: AskedOutcome): Promise<string> {
    const { authorityId, actor } = caller;
    const { ownerPost, dueOn, dueMeeting } = body.action ?? {};
    const fields: Fields = {
      meeting: meeting.id,
      minuteNumber: body.minute,
      strength: 'resolved',
      ...(body.paragraph !== null && { paragraph: body.paragraph }),
      ...(dueOn !== undefined && { dueOn, dueBasis: 'on-the-day' }),
      ...(dueMeeting !== undefined && { dueMeeting, dueBasis: 'next-meeting' }),
    };
    const command = { id: newId(), reference: '', title: body.text.trim(), fields, ownerPost };
    const outcome = await this.database.workItems.create(
      { authorityId, actor, ...(idempotency !== undefined && { idempotency }) },
      'panel-action',
      (facts) => createWorkItem(command, facts),
    );
    if (outcome.kind !== 'changed') throw refusalOf(outcome);
    return outcome.item.reference;
  }

  async #items(caller: Caller, { id }: Meeting, edition: 'full' | 'open'): Promise<OpenAgendaItem[]> {
    if (edition === 'open') return (await this.database.agendas.readOpen(caller.authorityId, id))?.items ?? [];
    const { items } = await this.database.agendas.read(caller.authorityId, id);
    return items.map((item, place) => ({ ...item, number: place + 1 }));
  }

  async #nextMinute({ authorityId }: Caller, { body, heldOn }: Meeting): Promise<number> {
    const year = { from: `${heldOn.slice(0, 4)}-01-01`, to: heldOn };
    return nextMinute(heldOn, await this.database.outcomes.numbered(authorityId, body, year));
  }

  async #present(
    caller: Caller,
    { id, minute, paragraph, agendaItemId, kind, text, reference }: MeetingOutcome,
    known: { items: readonly OpenAgendaItem[]; seen: ReadonlySet<string> },
  ): Promise<OutcomeView> {
    const item = known.items.find((each) => each.id === agendaItemId);
    const shown = reference !== null && known.seen.has(reference) ? reference : null;
    return {
      id,
      minute,
      paragraph,
      agendaItem: item ? { number: item.number, title: item.title } : null,
      kind,
      text,
      exempt: item !== undefined && item.exempt && !item.minutesOpen,
      reference: shown,
      accepts: kind === 'challenge-accepted' && shown !== null ? await this.#accepts(caller, shown) : null,
    };
  }

  /** A meeting accepts a few cards at most, so each is looked at by itself. */
  async #accepts(caller: Caller, reference: string): Promise<OutcomeView['accepts']> {
    const read = await this.database.workItems.read(caller, reference);
    const step = read && listTransitions(read.item, read.facts).find(({ key }) => key === 'accept');
    return step?.allowed ? { workflow: challengeCard, transition: 'accept' } : null;
  }
}

/** What is minuted behind closed doors would be read by the whole panel as an action. */
function actionFaults({ kind, action }: OutcomeBody, item: AgendaItem | undefined): Missing[] {
  if (kind !== 'action') {
    return action === undefined ? [] : [{ field: 'action', text: 'Only an action has an owner and a date.' }];
  }
  if (item?.exempt && !item.minutesOpen) {
    return [
      { field: 'kind', text: 'The minutes of this item are exempt, and an action would be read by all members.' },
    ];
  }
  const both = action?.dueOn !== undefined && action.dueMeeting !== undefined;
  return both ? [{ field: 'dueOn', text: 'Enter a day or a meeting, not both.' }] : [];
}

function refusalOf(outcome: Exclude<ChangeOutcome, { kind: 'changed' }>): Error {
  if (outcome.kind !== 'refused') return conflict('The action could not be opened just now. Try again.');
  const { kind, detail, missing } = outcome.refusal;
  return kind === 'forbidden' ? forbidden(detail) : incomplete(missing, detail);
}
