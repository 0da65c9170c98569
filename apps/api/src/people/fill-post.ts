import { Inject, Injectable } from '@nestjs/common';
import { formatDay, holdingOn, type Cover, type LocalDate, type Person } from '@kept/domain';
import type { CoverBody, HolderBody, HolderEndBody, PostView } from '@kept/contracts';
import type { Database, EndOutcome, FillOutcome } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { Refused, conflict, incomplete, notFound } from '../http/problem.js';
import { personIn, postAt } from './find-person.js';
import { nameOf, presentPost } from './people.presenter.js';

/** Writes down who holds a post from a day on, or who covers it for some days. People are named by id or e-mail. */
@Injectable()
export class FillPost {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async hold(caller: Caller, post: string, { person, from, to }: HolderBody): Promise<PostView> {
    postAt(post, caller);
    const found = personIn(person, caller);
    requireOrder(from, to);
    const holder = { post, personId: found.id, from, to: to ?? null };
    refuseFill(await this.database.posts.addHolder(caller, holder), found);
    return this.answer(caller, post);
  }

  async endHolder(caller: Caller, post: string, { from, to }: HolderEndBody & { from: string }): Promise<PostView> {
    postAt(post, caller);
    if (to !== null) requireOrder(from, to);
    refuseEnd(await this.database.posts.endHolder(caller, { post, from, to }));
    return this.answer(caller, post);
  }

  async cover(caller: Caller, post: string, { person, from, to }: CoverBody): Promise<PostView> {
    postAt(post, caller);
    const found = personIn(person, caller);
    requireOrder(from, to);
    requireToday(from, caller.today, 'Cover opens what the post owns, so it begins today at the earliest.');
    const cover = { post, personId: found.id, from, to };
    requireAnother(cover, found, caller);
    const outcome = await this.database.posts.addCover(caller, cover);
    if (outcome === 'overlaps') throw overlapRefusal(cover, caller);
    refuseFill(outcome, found);
    return this.answer(caller, post);
  }

  async endCover(caller: Caller, post: string, from: string): Promise<PostView> {
    postAt(post, caller);
    refuseEnd(await this.database.posts.endCover(caller, { post, from, today: caller.today }));
    return this.answer(caller, post);
  }

  private async answer(caller: Caller, post: string): Promise<PostView> {
    const { organisation } = await this.database.reference.load(caller.authorityId);
    const found = organisation.posts.find(({ key }) => key === post);
    if (!found) throw notFound();
    return presentPost(found, organisation, caller.today);
  }
}

/** @throws Refused 422 where the last day lies before the first */
export function requireOrder(from: string, to: string | undefined): void {
  if (to === undefined || to >= from) return;
  throw incomplete([{ field: 'to', text: 'The last day must not be before the first.' }]);
}

/** @throws Refused 422 for a first day that is past */
export function requireToday(from: LocalDate, today: LocalDate, text: string): void {
  if (from < today) throw incomplete([{ field: 'from', text }]);
}

function requireAnother({ post, personId, from, to }: Cover, { name }: Person, { reference }: Caller): void {
  const { organisation } = reference;
  const holds = [from, to].some((day) => holdingOn(post, organisation, day)?.personId === personId);
  if (!holds) return;
  throw incomplete([{ field: 'person', text: `${name} holds this post then. Choose somebody else to cover it.` }]);
}

function overlapRefusal({ post, from, to, personId }: Cover, { reference }: Caller): Refused {
  const { organisation } = reference;
  const other = organisation.covers.find(
    (each) =>
      each.post === post && each.from <= to && each.to >= from && !(each.from === from && each.personId === personId),
  );
  const days = other
    ? `${nameOf(other.personId, organisation).name} covers this post from ${formatDay(other.from)} to ${formatDay(other.to)}.`
    : 'Somebody covers this post in some of these days.';
  const detail = `${days} End that cover first, or choose other days.`;
  const missing = ['from', 'to'].map((field) => ({ field, text: days }));
  return new Refused(409, { kind: 'conflict', detail, missing });
}

function refuseFill(outcome: FillOutcome, { name, leaving }: Person): void {
  if (outcome === 'unknown') throw notFound();
  if (outcome !== 'leaves') return;
  const last = leaving ? ` on ${formatDay(leaving.lastDay)}` : '';
  const text = `${name} leaves${last}. Say first that they come back, or choose days before that.`;
  throw incomplete([{ field: 'person', text }]);
}

function refuseEnd(outcome: EndOutcome): void {
  if (outcome === 'unknown') throw notFound();
  if (outcome === 'over') throw conflict('It has ended already.');
}
