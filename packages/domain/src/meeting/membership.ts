import type { LocalDate } from '../calendar/calendar.js';
import type { Missing } from '../work-item/work-item.js';

/** `co-opted`: sits with the body without being elected to the council, such as young people's own representatives. */
export const memberPlaces = ['chair', 'vice-chair', 'member', 'co-opted', 'substitute'] as const;
export type MemberPlace = (typeof memberPlaces)[number];

/** A seat in a body, and who has it from one day to another. */
export interface BodyMember {
  id: string;
  body: string;
  place: MemberPlace;
  /** What the seat is: “Representative of the young people's council”. A child is never named, only the seat. */
  title: string;
  /** The post that holds it, if one does. */
  post: string | null;
  /** Nobody has it. */
  vacant: boolean;
  from: LocalDate;
  /** The last day, or null. */
  to: LocalDate | null;
}

/** The seats of a body on a day: chair, vice-chair, members, co-opted, substitutes; then as they were added. */
export function membersOn(members: readonly BodyMember[], day: LocalDate): BodyMember[] {
  return members
    .filter(({ from, to }) => from <= day && (to === null || day <= to))
    .sort((a, b) => memberPlaces.indexOf(a.place) - memberPlaces.indexOf(b.place) || (a.id < b.id ? -1 : 1));
}

/** A body has one chair and one vice-chair at a time; no seat is both vacant and held by a post. */
export function memberFaults(member: BodyMember, others: readonly BodyMember[]): Missing[] {
  const faults: Missing[] = [];
  if (member.vacant && member.post !== null) {
    faults.push({ field: 'vacant', text: 'A seat that a post holds is not vacant.' });
  }
  if (member.to !== null && member.to < member.from) {
    faults.push({ field: 'to', text: 'The last day is not before the first.' });
  }
  const single = member.place === 'chair' || member.place === 'vice-chair';
  if (
    single &&
    others.some((other) => other.id !== member.id && other.place === member.place && meets(other, member))
  ) {
    faults.push({ field: 'place', text: `The body has a ${member.place} in these days. End that seat first.` });
  }
  return faults;
}

function meets(one: BodyMember, other: BodyMember): boolean {
  return (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);
}
