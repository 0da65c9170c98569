import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate } from '@kept/domain';
import type { MembershipView, SeatBody } from '@kept/contracts';
import type { Database, Membership } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid, newId } from '../http/ids.js';
import { incomplete, notFound } from '../http/problem.js';
import { runsMeetings } from './meeting.policy.js';
import { presentSeats } from './seat.presenter.js';

/** Who sits in a body, from one day to another. */
@Injectable()
export class KeepMembership {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 */
  async read(caller: Caller, body: string, on: LocalDate = caller.today): Promise<MembershipView> {
    const { title } = this.#body(caller, body);
    const { members, quorum } = await this.#membership(caller, body);
    return {
      body: { key: body, title },
      on,
      seats: presentSeats(members, on, caller.reference),
      quorum,
      mayChange: runsMeetings.allows(caller.actor.roles),
    };
  }

  /** @throws Refused 404, 422 */
  async add(caller: Caller, body: string, seat: SeatBody): Promise<MembershipView> {
    this.#body(caller, body);
    const outcome = await this.database.members.add(caller, { ...seat, id: newId(), body });
    if (outcome === 'unknown-post') throw incomplete([{ field: 'post', text: 'Choose a post that exists.' }]);
    if (outcome !== 'written') throw incomplete(outcome.missing);
    return this.read(caller, body, seat.from > caller.today ? seat.from : caller.today);
  }

  /** @throws Refused 404; 422 where it begins later, or where another sits there by then */
  async end(caller: Caller, { body, id }: { body: string; id: string }, to: LocalDate): Promise<MembershipView> {
    this.#body(caller, body);
    const seat = { id: id.toLowerCase(), body, to };
    const outcome = isUuid(id) ? await this.database.members.end(caller, seat) : 'unknown';
    if (outcome === 'unknown') throw notFound();
    if (outcome !== 'written') throw incomplete(outcome.missing);
    return this.read(caller, body);
  }

  /** @throws Refused 404 */
  async setQuorum(caller: Caller, body: string, quorum: number | null): Promise<MembershipView> {
    this.#body(caller, body);
    if (!(await this.database.members.setQuorum(caller, body, quorum))) throw notFound();
    return this.read(caller, body);
  }

  #body({ reference }: Caller, key: string) {
    const body = reference.organisation.bodies.find((each) => each.key === key);
    if (!body) throw notFound();
    return body;
  }

  async #membership({ authorityId }: Caller, body: string): Promise<Membership> {
    return (await this.database.members.read(authorityId, body)) ?? { quorum: null, members: [] };
  }
}
