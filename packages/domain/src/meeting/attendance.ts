import type { Missing } from '../work-item/work-item.js';

/** `absent` said nothing; `substitute` sits for a member who is not there; `in-attendance` is there without a seat. */
export const attendanceKinds = ['present', 'apologies', 'absent', 'substitute', 'in-attendance'] as const;
export type AttendanceKind = (typeof attendanceKinds)[number];

export interface AttendanceEntry {
  id: string;
  kind: AttendanceKind;
  /** The seat of a member: of whoever is present, sent apologies or is absent. */
  memberId: string | null;
  /** Of a substitute or somebody in attendance: the post, or what they are where they hold none. */
  post: string | null;
  title: string | null;
  /** Of a substitute: the seat that they sit for. */
  substituteFor: string | null;
  /** Europe/London, `10:15`; null where nobody wrote it down. */
  arrivedAt: string | null;
  leftAt: string | null;
}

export interface AttendanceContext {
  /** The seats of the body on the day. */
  members: ReadonlySet<string>;
  posts: ReadonlySet<string>;
}

/** What is not as attendance must be; `field` is `entries.3.memberId` for the fourth entry. */
export function attendanceFaults(entries: readonly AttendanceEntry[], context: AttendanceContext): Missing[] {
  return entries.flatMap((entry, place) => {
    const found = [...whoFaults(entry, context), ...timeFaults(entry), ...twiceFaults(entry, place, entries)];
    return found.map(({ field, text }) => ({ field: `entries.${place}.${field}`, text }));
  });
}

const hasSeat = ({ kind }: AttendanceEntry): boolean => ['present', 'apologies', 'absent'].includes(kind);

function whoFaults(entry: AttendanceEntry, context: AttendanceContext): Missing[] {
  if (!hasSeat(entry)) return [...otherFaults(entry, context), ...substituteFaults(entry, context)];
  const known = entry.memberId !== null && context.members.has(entry.memberId);
  return known ? [] : [{ field: 'memberId', text: 'Choose a member of the body on that day.' }];
}

function otherFaults({ post, title }: AttendanceEntry, { posts }: AttendanceContext): Missing[] {
  if (post !== null) return posts.has(post) ? [] : [{ field: 'post', text: 'Choose a post that exists.' }];
  return (title ?? '').trim() === '' ? [{ field: 'title', text: 'Choose a post, or enter what they are.' }] : [];
}

function substituteFaults({ kind, substituteFor: seat }: AttendanceEntry, { members }: AttendanceContext): Missing[] {
  const fits = kind !== 'substitute' || (seat !== null && members.has(seat));
  return fits ? [] : [{ field: 'substituteFor', text: 'Choose the member whom they sit for.' }];
}

function timeFaults({ arrivedAt, leftAt }: AttendanceEntry): Missing[] {
  if (arrivedAt === null || leftAt === null || arrivedAt < leftAt) return [];
  return [{ field: 'leftAt', text: 'Nobody leaves before they arrive.' }];
}

/** A seat is taken once: by its member or by one substitute. */
function twiceFaults(entry: AttendanceEntry, place: number, entries: readonly AttendanceEntry[]): Missing[] {
  const others = entries.slice(0, place);
  if (hasSeat(entry) && others.some((other) => hasSeat(other) && other.memberId === entry.memberId)) {
    return [{ field: 'memberId', text: 'This member stands there already.' }];
  }
  if (entry.kind !== 'substitute') return [];
  const seat = entry.substituteFor;
  const isThere = entries.some(({ kind, memberId }) => kind === 'present' && memberId === seat);
  if (isThere) return [{ field: 'substituteFor', text: 'That member is present, and needs no substitute.' }];
  const taken = others.some(({ kind, substituteFor }) => kind === 'substitute' && substituteFor === seat);
  return taken ? [{ field: 'substituteFor', text: 'Somebody sits for that member already.' }] : [];
}

export interface QuorumStanding {
  present: number;
  /** Null where the body has none. */
  quorum: number | null;
  /** Null where the body has none. */
  met: boolean | null;
}

/** How many seats are taken, by members and substitutes, beside how many the body needs to decide anything. */
export function quorumStanding(entries: readonly AttendanceEntry[], quorum: number | null): QuorumStanding {
  const present = entries.filter(({ kind }) => kind === 'present' || kind === 'substitute').length;
  return { present, quorum, met: quorum === null ? null : present >= quorum };
}
