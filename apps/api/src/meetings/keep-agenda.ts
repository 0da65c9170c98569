import { Inject, Injectable } from '@nestjs/common';
import { agendaFaults, exclusionMotion, openEdition } from '@kept/domain';
import type { AgendaItem } from '@kept/domain';
import type { AgendaBody, AgendaView, Missing } from '@kept/contracts';
import type { Agenda, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, incomplete, notFound, stale } from '../http/problem.js';
import { findMeeting } from './find-meeting.js';
import { ReadAgenda } from './read-agenda.js';

const orderedText =
  'An action was ordered under an item that would now have closed minutes, and all members read actions. Leave its minutes open, or withdraw that outcome first.';

/** An agenda as somebody changes it; `ifMatch` is the version that they read, or null for whichever stands. */
interface AskedAgenda {
  caller: Caller;
  id: string;
  ifMatch: number | null;
}

/** Changes an agenda, whole, and publishes its open edition. */
@Injectable()
export class KeepAgenda {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadAgenda) private readonly reading: ReadAgenda,
  ) {}

  /** @throws Refused 404, 412, 422; 409 where an item that is left out has an outcome, or one that is closed has an action */
  async save(asked: AskedAgenda, { items }: AgendaBody): Promise<AgendaView> {
    const { caller } = asked;
    const meeting = findMeeting(caller, asked.id);
    const stored = await this.#stored(asked, meeting.id);
    const posts = new Set(caller.reference.organisation.posts.map(({ key }) => key));
    const { kept, faults } = await this.#linked(caller, items, stored);
    const missing = [...agendaFaults(kept, posts), ...faults];
    if (missing.length > 0) throw incomplete(missing);
    const agenda = { meetingId: meeting.id, version: stored.version, items: kept };
    const outcome = await this.database.agendas.save(caller, agenda);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'stale') throw stale();
    if (outcome.kind === 'used') throw conflict('An item under which something is minuted stays on the agenda.');
    if (outcome.kind === 'ordered') throw conflict(orderedText);
    return this.reading.full(caller, meeting, { version: outcome.version, items: kept });
  }

  /** @throws Refused 404, 409 where there is nothing to publish, 412 */
  async publish(asked: AskedAgenda): Promise<AgendaView> {
    const { caller } = asked;
    const meeting = findMeeting(caller, asked.id);
    const stored = await this.#stored(asked, meeting.id);
    if (stored.items.length === 0) throw conflict('There is nothing on the agenda yet.');
    const { version, items } = stored;
    const edition = {
      meetingId: meeting.id,
      version,
      motion: exclusionMotion(items),
      items: openEdition(items),
    };
    if ((await this.database.agendas.publish(caller, edition)) === 'stale') throw stale();
    return this.reading.full(caller, meeting, stored);
  }

  async #stored({ caller, ifMatch }: AskedAgenda, meetingId: string): Promise<Agenda> {
    const stored = await this.database.agendas.read(caller.authorityId, meetingId);
    if (ifMatch !== null && ifMatch !== stored.version) throw stale();
    return stored;
  }

  /**
   * A link may be made only to what the caller sees. What an item was linked to and the caller does not see stays linked:
   * it was not on their page, so they cannot have taken it off.
   */
  async #linked(caller: Caller, items: readonly AgendaItem[], { items: before }: Agenda) {
    const all = [...items, ...before].flatMap(({ links }) => links);
    const seen = await this.reading.seen(caller, all);
    const faults: Missing[] = items.flatMap(({ links }, place) =>
      links.some((link) => !seen.has(link))
        ? [{ field: `items.${place}.links`, text: 'Enter references of items that you may see.' }]
        : [],
    );
    const kept = items.map((item) => {
      const was = before.find(({ id }) => id === item.id)?.links ?? [];
      const links = [...new Set([...item.links, ...was.filter((link) => !seen.has(link))])];
      return { ...item, title: item.title.trim(), id: item.id.toLowerCase(), links };
    });
    return { kept, faults };
  }
}
