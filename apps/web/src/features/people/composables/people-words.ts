import type { PeopleView, PersonView, PostView } from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';

type Someone = Pick<PeopleView['people'][number], 'leaving' | 'absentUntil'>;

/** Whether somebody goes, has gone or is away, in words; null for somebody who is simply there. */
export function presenceInWords({ leaving, absentUntil }: Someone): string | null {
  if (leaving) return `${leaving.gone ? 'Left on' : 'Leaves after'} ${dayInWords(leaving.lastDay)}`;
  return absentUntil ? `Away until ${dayInWords(absentUntil)}` : null;
}

/** `1 January 2016 to 31 October 2019`, `since 1 January 2016`. */
export function daysInWords({ from, to }: { from: string; to: string | null }): string {
  return to === null ? `since ${dayInWords(from)}` : `${dayInWords(from)} to ${dayInWords(to)}`;
}

/** Who answers for a post today, and why, in a sentence. */
export function holderInWords({ holder, acting, vacantSince }: PostView): string {
  if (holder && !acting) return holder.person.name;
  if (holder && acting) return `${holder.person.name}; ${acting.person.name} ${acting.because}`;
  const vacant = vacantSince ? `Vacant since ${dayInWords(vacantSince)}` : 'Vacant';
  return acting ? `${vacant}. ${acting.person.name} acts: ${acting.because}` : `${vacant}. Nobody acts`;
}

export function itemsInWords(count: number): string {
  return count === 1 ? '1 open item' : `${count} open items`;
}

/** What holds on that day, in a row of days. */
export function holdsOn({ from, to }: { from: string; to: string | null }, today: string): boolean {
  return from <= today && (to === null || today <= to);
}

/** Is it still to end: running today or yet to come? */
export function mayEnd({ to }: { to: string | null }, today: string): boolean {
  return to === null || to >= today;
}

export function rolesInWords({ roles }: Pick<PersonView, 'roles'>): string {
  return roles.length === 0 ? 'None' : roles.join(', ').replaceAll('-', ' ');
}
