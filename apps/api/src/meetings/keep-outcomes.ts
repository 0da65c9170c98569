import { Inject, Injectable } from '@nestjs/common';
import { createWorkItem, maySee } from '@kept/domain';
import type { Fields, Meeting } from '@kept/domain';
import type { Missing, OutcomeBody, OutcomesView } from '@kept/contracts';
import { mostOutcomes, type Database, type OutcomeRequest, type Standing } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { hashOf, type Conditions } from '../http/conditions.js';
import { isUuid, newId } from '../http/ids.js';
import { conflict, incomplete, keyReused, notFound } from '../http/problem.js';
import { refusalOfOutcome } from '../rows/refusal-of-outcome.js';
import { challengeCard, outcomeFaults } from './asked-outcome.js';
import { findMeeting } from './find-meeting.js';
import { ReadOutcomes } from './read-outcomes.js';

/** An outcome as somebody writes it down. */
interface AskedOutcome {
  caller: Caller;
  meeting: Meeting;
  body: OutcomeBody;
  idempotency: Conditions['idempotency'];
}

const fullText = `A meeting has ${mostOutcomes} outcomes at most.`;

/** Writes down what a meeting did; an action that it orders is opened with its outcome. */
@Injectable()
export class KeepOutcomes {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadOutcomes) private readonly reading: ReadOutcomes,
  ) {}

  /**
   * Once for each Idempotency-Key: a repeated request finds the outcome, or the action that was opened for it.
   * @throws Refused 404; 409 where it stands there already, or the meeting has its two hundred; 422
   */
  async record(caller: Caller, id: string, asked: Pick<AskedOutcome, 'body' | 'idempotency'>): Promise<OutcomesView> {
    const meeting = findMeeting(caller, id);
    const all: AskedOutcome = { caller, meeting, ...asked };
    const request = asked.idempotency ?? null;
    if (!(await this.#writtenBefore(all, request))) {
      await this.#assertMayStand(all);
      const reference = asked.body.kind === 'action' ? await this.#openAction(all) : asked.body.reference;
      await this.#write(all, request, reference);
    }
    return this.reading.run(caller, id);
  }

  /** @throws Refused 404 where it is not there, 409 where it is withdrawn already */
  async withdraw(caller: Caller, { id, outcome }: { id: string; outcome: string }, because: string) {
    const meeting = findMeeting(caller, id);
    const outcomes = await this.database.outcomes.list(caller.authorityId, meeting.id, 'full');
    if (!isUuid(outcome) || !outcomes.some((each) => each.id === outcome.toLowerCase())) throw notFound();
    const withdrawal = { id: outcome, because: because.trim() };
    if (!(await this.database.outcomes.withdraw(caller, meeting.id, withdrawal))) {
      throw conflict('It is withdrawn already.');
    }
    return this.reading.run(caller, id);
  }

  async #writtenBefore({ caller, meeting }: AskedOutcome, request: OutcomeRequest | null): Promise<boolean> {
    const before = request && (await this.database.outcomes.writtenBefore(caller.authorityId, meeting.id, request));
    if (before === 'key-reused') throw keyReused();
    return before === 'repeated';
  }

  /** Before an action is opened for it. */
  async #assertMayStand({ caller, meeting, body }: AskedOutcome): Promise<void> {
    const [outcomes, { items }] = await Promise.all([
      this.database.outcomes.list(caller.authorityId, meeting.id, 'full'),
      this.database.agendas.read(caller.authorityId, meeting.id),
    ]);
    if (outcomes.length >= mostOutcomes) throw conflict(fullText);
    const missing = [...outcomeFaults(body, { outcomes, items }), ...(await this.#referenceFaults(caller, body))];
    if (missing.length > 0) throw incomplete(missing);
  }

  async #write(
    { caller, meeting, body }: AskedOutcome,
    request: OutcomeRequest | null,
    reference: string | null,
  ): Promise<void> {
    const { minute, paragraph, agendaItemId, kind, text } = body;
    const outcome = { id: newId(), minute, paragraph, agendaItemId, kind, text: text.trim(), reference };
    const faultsOf = (standing: Standing) => outcomeFaults(body, standing);
    const written = await this.database.outcomes.add(caller, meeting.id, { outcome, request, faultsOf });
    // What somebody else wrote at the same moment stands in the way of it; then its action is open already.
    const opened = kind === 'action' ? ` The action ${reference} is open; end it, or agree it, by itself.` : '';
    switch (written.kind) {
      case 'added':
      case 'repeated':
        return;
      case 'unknown':
        throw notFound();
      case 'key-reused':
        throw keyReused();
      case 'full':
        throw conflict(`${fullText}${opened}`);
      case 'stands':
        throw conflict(
          kind === 'action'
            ? `The action ${reference} stands under this meeting already.`
            : `That ${reference} was accepted stands under this meeting already.`,
        );
      case 'refused':
        if (opened !== '') throw conflict(`${written.missing.map((each) => each.text).join(' ')}${opened}`);
        throw incomplete(written.missing);
    }
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

  /** Through the one write path, as anybody opens one by hand; once for the request. @returns its reference */
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
    const ofItsOwn = idempotency && { ...idempotency, key: hashOf(['outcome', meeting.id, idempotency.key]) };
    const outcome = await this.database.workItems.create(
      { authorityId, actor, ...(ofItsOwn && { idempotency: ofItsOwn }) },
      'panel-action',
      (facts) => createWorkItem(command, facts),
    );
    if (outcome.kind !== 'changed') throw refusalOfOutcome(outcome);
    return outcome.item.reference;
  }
}
