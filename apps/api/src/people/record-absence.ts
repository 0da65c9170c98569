import { Inject, Injectable } from '@nestjs/common';
import { formatDay, type LocalDate, type Person } from '@kept/domain';
import type { AbsenceBody, PersonView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { Refused, conflict, incomplete, notFound } from '../http/problem.js';
import { requireOrder, requireToday } from './fill-post.js';
import { personAt } from './find-person.js';
import { ReadPerson } from './read-person.js';

/** Somebody is away for some days. Why is nobody's business here. */
@Injectable()
export class RecordAbsence {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadPerson) private readonly reading: ReadPerson,
  ) {}

  async add(caller: Caller, who: string, { from, to }: AbsenceBody): Promise<PersonView> {
    const person = personAt(who, caller);
    const { id, name } = person;
    requireOrder(from, to);
    requireStillHere(person, from);
    requireToday(from, caller.today, 'What was told on days past is told, so an absence begins today at the earliest.');
    const outcome = await this.database.absences.add(caller, { personId: id, from, to });
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'overlaps') throw this.overlapRefusal(caller, { id, name, from, to });
    return this.reading.fresh(caller, id);
  }

  async end(caller: Caller, who: string, from: string): Promise<PersonView> {
    const { id } = personAt(who, caller);
    const outcome = await this.database.absences.end(caller, { personId: id, from, today: caller.today });
    if (outcome === 'unknown') throw notFound();
    if (outcome === 'over') throw conflict('It has ended already.');
    return this.reading.fresh(caller, id);
  }

  private overlapRefusal(
    { reference }: Caller,
    { id, name, from, to }: { id: string; name: string; from: string; to: string },
  ): Refused {
    const other = reference.organisation.absences.find(
      (each) => each.personId === id && each.from <= to && each.to >= from,
    );
    const text = other
      ? `${name} is away from ${formatDay(other.from)} to ${formatDay(other.to)} already.`
      : `${name} is away in some of these days already.`;
    const missing = ['from', 'to'].map((field) => ({ field, text }));
    return new Refused(409, { kind: 'conflict', detail: text, missing });
  }
}

/** Who has gone by then is not away. */
function requireStillHere({ name, leaving }: Person, from: LocalDate): void {
  if (!leaving || from < leaving.goneFrom) return;
  throw incomplete([{ field: 'from', text: `${name} leaves on ${formatDay(leaving.lastDay)}, before this day.` }]);
}
