import { Inject, Injectable } from '@nestjs/common';
import type { Cover, Holder, Organisation } from '@kept/domain';
import type { PersonView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { personAt } from './find-person.js';
import { administers } from './people.policy.js';
import { presentPerson, titleOf } from './people.presenter.js';

/** Somebody's page: posts through time, cover, absence, and whether they go. */
@Injectable()
export class ReadPerson {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async one(caller: Caller, person: string): Promise<PersonView> {
    const { reference, today, actor, authorityId } = caller;
    const found = personAt(person, caller);
    const mayChange = administers(actor.roles);
    const { organisation } = reference;
    const fillings = (all: readonly (Holder | Cover)[]) =>
      all.filter(({ personId }) => personId === found.id).map((each) => presentOwn(each, organisation));
    return {
      ...presentPerson(found, { reference, today, mayChange }),
      holdings: fillings(organisation.holders).sort(newestFirst),
      covers: fillings(organisation.covers).sort(newestFirst),
      absences: organisation.absences
        .filter(({ personId }) => personId === found.id)
        .map(({ from, to }) => ({ from, to }))
        .sort(newestFirst),
      mayChange,
      undoUntil: mayChange ? await this.undoUntil(authorityId, found.id, actor.personId) : null,
    };
  }

  /** As it stands after a change by the caller. */
  async fresh(caller: Caller, person: string): Promise<PersonView> {
    const reference = await this.database.reference.load(caller.authorityId);
    return this.one({ ...caller, reference }, person);
  }

  private async undoUntil(authorityId: string, personId: string, by: string): Promise<string | null> {
    const [leaving, { now }] = await Promise.all([
      this.database.leavings.current(authorityId, personId),
      this.database.clock.now(),
    ]);
    if (leaving === null || leaving.actorId !== by) return null;
    return Date.parse(leaving.undoUntil) > Date.parse(now) ? leaving.undoUntil : null;
  }
}

function presentOwn({ post, from, to }: Holder | Cover, organisation: Organisation) {
  return { post: titleOf(post, organisation), from, to };
}

const newestFirst = (a: { from: string }, b: { from: string }): number => b.from.localeCompare(a.from);
