import { Inject, Injectable } from '@nestjs/common';
import {
  actingFor,
  actingPostOf,
  cutShortBy,
  formatDay,
  leavingOf,
  maySee,
  organisationAfter,
  type Holder,
  type Leaving,
  type LocalDate,
  type Organisation,
  type Person,
} from '@kept/domain';
import type { LeavingBody, LeavingResultView, PersonView } from '@kept/contracts';
import type { Database, UndoLeavingOutcome } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, incomplete, notFound } from '../http/problem.js';
import { personAt } from './find-person.js';
import { nameOf, titleOf } from './people.presenter.js';
import { ReadPerson } from './read-person.js';
import { scopeFor } from './scope-for.js';

/** So many of a post's items are named in the preview; the rest are counted. */
const namedItems = 5;

/** Somebody leaves: a preview, the act, the way back from it for ten minutes, and a return later. */
@Injectable()
export class RecordLeaving {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadPerson) private readonly reading: ReadPerson,
  ) {}

  async run(caller: Caller, who: string, { lastDay, reason, dryRun }: LeavingBody): Promise<LeavingResultView> {
    const person = personAt(who, caller);
    if (person.leaving) throw conflict(`It is written down already that ${person.name} leaves.`);
    const leaving = leavingOf(lastDay, await this.database.clock.now());
    requireSomebodyStays(person, leaving, caller);
    requireWorkedDays(person, lastDay, caller);
    const preview = await this.preview(caller, person, leaving);
    if (dryRun) return preview;
    const told = reason === undefined ? {} : { reason };
    const outcome = await this.database.leavings.leave(caller, { personId: person.id, lastDay, ...told });
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'left-before') throw conflict(`It is written down already that ${person.name} leaves.`);
    const kept = await this.database.leavings.current(caller.authorityId, person.id);
    return { ...preview, dryRun: false, endsAt: outcome.leaving.endsAt, undoUntil: kept?.undoUntil ?? null };
  }

  async undo(caller: Caller, who: string): Promise<PersonView> {
    const person = personAt(who, caller);
    const outcome = await this.database.leavings.undo(caller, person.id);
    if (outcome.kind !== 'undone') throw refusalOfUndo(outcome, person, caller);
    return this.reading.fresh(caller, person.id);
  }

  async comeBack(caller: Caller, who: string): Promise<PersonView> {
    const person = personAt(who, caller);
    if (!(await this.database.leavings.comeBack(caller, person.id))) throw conflict(`${person.name} has not left.`);
    return this.reading.fresh(caller, person.id);
  }

  private async preview(caller: Caller, person: Person, leaving: Leaving): Promise<LeavingResultView> {
    const { organisation } = caller.reference;
    const after = organisationAfter(person.id, leaving, organisation);
    const { holders, covers } = cutShortBy(person.id, organisation, leaving.lastDay);
    const posts = await Promise.all(holders.map((held) => this.presentPost(caller, held, { after, leaving })));
    return {
      dryRun: true,
      person: { id: person.id, name: person.name },
      lastDay: leaving.lastDay,
      endsAt: leaving.endsAt,
      goneFrom: leaving.goneFrom,
      posts,
      covers: covers.map(({ post, from, to }) => ({ post: titleOf(post, organisation), from, to })),
      feed: (await this.database.calendarFeeds.madeAt(caller.authorityId, person.id)) !== null,
      undoUntil: null,
    };
  }

  private async presentPost(
    caller: Caller,
    { post, from, to }: Holder,
    { after, leaving }: { after: Organisation; leaving: Leaving },
  ): Promise<LeavingResultView['posts'][number]> {
    const { authorityId, actor, reference } = caller;
    const on = leaving.goneFrom > from ? leaving.goneFrom : from;
    const acting = actingFor(post, after, on);
    const above = actingPostOf(post, after, on);
    const scope = scopeFor(caller, [post]);
    const [counts, page] = await Promise.all([
      this.database.ownership.countOpen(authorityId, [post], scope),
      this.database.workItems.list(
        { authorityId },
        { ownerPosts: [post], closed: false, sort: 'due', limit: namedItems },
        scope,
      ),
    ]);
    const isSeen = (item: (typeof page.rows)[number]) => {
      const definition = reference.definitions.find(
        ({ key, version }) => key === item.workflow && version === item.definitionVersion,
      );
      return definition !== undefined && maySee(item, definition, actor);
    };
    return {
      post: titleOf(post, after),
      from,
      to,
      acts: acting && above ? { post: titleOf(above.key, after), person: nameOf(acting.personId, after).name } : null,
      openItems: counts.get(post) ?? 0,
      first: page.rows.map((item) => ({ reference: item.reference, title: isSeen(item) ? item.title : null })),
    };
  }
}

/** Whoever ends the last administrator's way in could not take it back, nor could anybody else. */
function requireSomebodyStays({ id, name }: Person, { goneFrom }: Leaving, { actor, reference, today }: Caller): void {
  if (id === actor.personId && goneFrom <= today) {
    const text = 'You cannot end your own way in at once. Ask another administrator, or choose a day to come.';
    throw incomplete([{ field: 'lastDay', text }]);
  }
  const isAdministrator = (person: string) => reference.roles[person]?.includes('administrator') ?? false;
  const others = reference.organisation.people.filter((each) => each.id !== id && isAdministrator(each.id));
  if (!isAdministrator(id) || others.some(({ leaving }) => !leaving)) return;
  const text = `${name} is the only administrator. Give that role to somebody else first.`;
  throw incomplete([{ field: '_', text }]);
}

/** A last day before a post was begun would strike the days on which they held it, as a mistyped year does. */
function requireWorkedDays({ id, name }: Person, lastDay: LocalDate, { reference, today }: Caller): void {
  const { organisation } = reference;
  const begun = organisation.holders.filter(({ personId, from }) => personId === id && from > lastDay && from <= today);
  const last = begun.sort((a, b) => a.from.localeCompare(b.from)).at(-1);
  if (last === undefined) return;
  const { title } = titleOf(last.post, organisation);
  const text = `${name} came into “${title}” on ${formatDay(last.from)}, after this day. Choose a later one.`;
  throw incomplete([{ field: 'lastDay', text }]);
}

function refusalOfUndo(
  outcome: Exclude<UndoLeavingOutcome, { kind: 'undone' }>,
  { name }: Person,
  { reference }: Caller,
) {
  switch (outcome.kind) {
    case 'unknown':
      return conflict(`It is not written down that ${name} leaves.`);
    case 'another':
      return conflict('Only who wrote it down may take it back. You can say that they come back instead.');
    case 'too-late':
      return conflict('The ten minutes are over. Say that they come back instead, and appoint them to their posts.');
    case 'stood-on': {
      const { title } = titleOf(outcome.post, reference.organisation);
      return conflict(`Somebody has come into “${title}” since, so not all can return to what it was.`);
    }
  }
}
