import { Inject, Injectable } from '@nestjs/common';
import { exclusionMotion, readsExemptMatters, scopeOf } from '@kept/domain';
import type { Meeting } from '@kept/domain';
import type { AgendaQuery, AgendaView, MeetingPageView } from '@kept/contracts';
import type { Agenda, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { forbidden } from '../http/problem.js';
import { agendaDeadline } from '../reference/agenda-day.js';
import { presentAgendaItem, presentPublished } from './agenda.presenter.js';
import { findMeeting } from './find-meeting.js';
import { arrangesMeetings, readsMinutes, runsMeetings } from './meeting.policy.js';
import { presentMeeting } from './meeting.presenter.js';

/** The agenda in two editions by two questions: one as it is worked on, one of what was published and nothing else. */
@Injectable()
export class ReadAgenda {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 */
  async page(caller: Caller, id: string): Promise<MeetingPageView> {
    const meeting = findMeeting(caller, id);
    const { roles } = caller.actor;
    const [published, version] = await Promise.all([
      this.database.agendas.readOpen(caller.authorityId, meeting.id),
      readsExemptMatters(roles) ? this.#version(caller, meeting) : null,
    ]);
    const papers = agendaDeadline(meeting, caller.reference);
    return {
      meeting: presentMeeting(meeting, caller.reference),
      papers: papers && {
        dueOn: papers.dueOn,
        receipt: papers.receipt.map(({ step, date, text }) => ({ step, date, text })),
      },
      published: presentPublished(published, version),
      mayRun: runsMeetings.allows(roles),
      mayReadMinutes: readsMinutes.allows(roles),
      mayMove: arrangesMeetings.allows(roles),
    };
  }

  /** @throws Refused 404; 403 for the full edition to whoever may not read exempt matters */
  async agenda(caller: Caller, id: string, { edition }: AgendaQuery): Promise<AgendaView> {
    const meeting = findMeeting(caller, id);
    const mayReadFull = readsExemptMatters(caller.actor.roles);
    if (edition === 'full' && !mayReadFull) throw forbidden('Exempt matters are not yours to read.');
    if (mayReadFull && edition !== 'open') {
      return this.full(caller, meeting, await this.database.agendas.read(caller.authorityId, meeting.id));
    }
    return this.#open(caller, meeting, mayReadFull);
  }

  async full(caller: Caller, meeting: Meeting, { version, items }: Agenda): Promise<AgendaView> {
    const [published, seen] = await Promise.all([
      this.database.agendas.readOpen(caller.authorityId, meeting.id),
      this.seen(
        caller,
        items.flatMap(({ links }) => links),
      ),
    ]);
    return {
      meeting: presentMeeting(meeting, caller.reference),
      edition: 'full',
      version,
      published: presentPublished(published, version),
      items: items.map((item, place) => presentAgendaItem({ ...item, number: place + 1 }, seen, caller.reference)),
      motion: exclusionMotion(items),
      mayEdit: runsMeetings.allows(caller.actor.roles),
      mayReadFull: true,
    };
  }

  async #open(caller: Caller, meeting: Meeting, mayReadFull: boolean): Promise<AgendaView> {
    const published = await this.database.agendas.readOpen(caller.authorityId, meeting.id);
    const items = published?.items ?? [];
    const seen = await this.seen(
      caller,
      items.flatMap(({ links }) => links),
    );
    return {
      meeting: presentMeeting(meeting, caller.reference),
      edition: 'open',
      version: null,
      published: presentPublished(published, null),
      items: items.map((item) => presentAgendaItem(item, seen, caller.reference)),
      motion: published?.motion ?? null,
      mayEdit: false,
      mayReadFull,
    };
  }

  /** Which of these references the caller may see. */
  seen({ authorityId, actor, reference }: Caller, links: readonly string[]): Promise<ReadonlySet<string>> {
    if (links.length === 0) return Promise.resolve(new Set<string>());
    return this.database.workItems.seenAmong({ authorityId }, [...links], scopeOf(reference.definitions, actor));
  }

  async #version({ authorityId }: Caller, { id }: Meeting): Promise<number> {
    return (await this.database.agendas.read(authorityId, id)).version;
  }
}
