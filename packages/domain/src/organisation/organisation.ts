import type { Instant, LocalDate } from '../calendar/calendar.js';

/** A role of the council's staff and members, named as the personas are. */
export const roles = [
  'officer',
  'democratic-services',
  'caseworker',
  'area-lead',
  'sen-officer',
  'plan-lead',
  'referrer',
  'coordinator',
  'chair',
  'panel-member',
  'director',
  'participation',
  'administrator',
  'data-protection',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** An owner is a post; the person is who holds it that day. */
export interface Post {
  key: string;
  title: string;
  aliases: readonly string[];
  reportsTo: string | null;
  team: string | null;
}

export interface Holder {
  post: string;
  personId: string;
  from: LocalDate;
  /** Last day in post, or null. */
  to: LocalDate | null;
}

/** Somebody acts for the holder in these days, both counted. */
export interface Cover {
  post: string;
  personId: string;
  from: LocalDate;
  to: LocalDate;
}

/** Somebody is away in these days, both counted: what is told then waits, and a level of escalation goes on. */
export interface Absence {
  personId: string;
  from: LocalDate;
  to: LocalDate;
}

/** Somebody goes. */
export interface Leaving {
  /** Last day in post. */
  lastDay: LocalDate;
  /** From then on no session, token or sign-in of theirs is taken: the end of the last day, or at once. */
  endsAt: Instant;
  /** The first day on which they answer for nothing here: the day after the last, or the very day where it was said at once. */
  goneFrom: LocalDate;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  /** Absent or null while nobody has said that they go. */
  leaving?: Leaving | null;
}

/** The panel, a cabinet committee, or a council of children in care. */
export interface Body {
  key: string;
  title: string;
  kind: 'panel' | 'committee' | 'childrens-council';
}

export interface Meeting {
  id: string;
  body: string;
  heldOn: LocalDate;
  title: string;
  /** Set once it has taken place. */
  held: boolean;
}

export interface Organisation {
  posts: readonly Post[];
  holders: readonly Holder[];
  covers: readonly Cover[];
  absences: readonly Absence[];
  people: readonly Person[];
  bodies: readonly Body[];
  meetings: readonly Meeting[];
}
