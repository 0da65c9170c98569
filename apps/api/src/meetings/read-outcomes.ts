import { Inject, Injectable } from '@nestjs/common';
import { hasClosedMinutes, listTransitions, meetingSight, nextMinute } from '@kept/domain';
import type { Meeting, OpenAgendaItem } from '@kept/domain';
import type { OutcomesView } from '@kept/contracts';
import type { Database, MeetingOutcome } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { challengeCard } from './asked-outcome.js';
import { findMeeting } from './find-meeting.js';
import { runsMeetings } from './meeting.policy.js';
import { presentMeeting } from './meeting.presenter.js';
import { ReadAgenda } from './read-agenda.js';

type OutcomeView = OutcomesView['outcomes'][number];

/** What a meeting did, minute by minute, in the edition of its reader. */
@Injectable()
export class ReadOutcomes {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadAgenda) private readonly agendas: ReadAgenda,
  ) {}

  /** @throws Refused 404 */
  async run(caller: Caller, id: string): Promise<OutcomesView> {
    const meeting = findMeeting(caller, id);
    const { edition } = meetingSight(caller.actor.roles);
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
    outcome: MeetingOutcome,
    known: { items: readonly OpenAgendaItem[]; seen: ReadonlySet<string> },
  ): Promise<OutcomeView> {
    const { id, minute, paragraph, kind, text, reference, withdrawn, open } = outcome;
    const item = known.items.find((each) => each.id === outcome.agendaItemId);
    const shown = reference !== null && known.seen.has(reference) ? reference : null;
    const accepts = kind === 'challenge-accepted' && withdrawn === null && shown !== null;
    return {
      id,
      minute,
      paragraph,
      agendaItem: item ? { number: item.number, title: item.title } : null,
      kind,
      text,
      exempt: item !== undefined && hasClosedMinutes(item),
      open,
      withdrawn,
      reference: shown,
      accepts: accepts ? await this.#accepts(caller, shown) : null,
    };
  }

  /** A meeting accepts a few cards at most, so each is looked at by itself. */
  async #accepts(caller: Caller, reference: string): Promise<OutcomeView['accepts']> {
    const read = await this.database.workItems.read(caller, reference);
    const step = read && listTransitions(read.item, read.facts).find(({ key }) => key === 'accept');
    return step?.allowed ? { workflow: challengeCard, transition: 'accept' } : null;
  }
}
