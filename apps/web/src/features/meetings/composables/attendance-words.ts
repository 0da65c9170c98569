import type { AttendanceView, SeatView } from '@kept/contracts';
import { seatInWords } from './meeting-words.js';

type Entry = AttendanceView['entries'][number];

/** In the order in which minutes name them. */
const groups: readonly { kind: Entry['kind']; title: string }[] = [
  { kind: 'present', title: 'Present' },
  { kind: 'substitute', title: 'Substitutes' },
  { kind: 'apologies', title: 'Apologies' },
  { kind: 'absent', title: 'Absent without apologies' },
  { kind: 'in-attendance', title: 'In attendance' },
];

/** Entries by what they were there as; a substitute with the member whom they sat for. Empty groups are left out. */
export function attendanceGroups(entries: readonly Entry[], seats: readonly SeatView[]) {
  const insteadOf = ({ substituteFor }: Entry): string | null => {
    const seat = seats.find(({ id }) => id === substituteFor);
    return seat ? seatInWords(seat) : null;
  };
  return groups
    .map((group) => ({
      ...group,
      entries: entries
        .filter(({ kind }) => kind === group.kind)
        .map((entry) => ({ ...entry, instead: insteadOf(entry) })),
    }))
    .filter((group) => group.entries.length > 0);
}

export function quorumInWords({ present, quorum, met }: AttendanceView['quorum']): string {
  const seats = present === 1 ? 'One seat is taken' : `${present} seats are taken`;
  if (quorum === null) return `${seats}. No quorum of this body is known.`;
  return met
    ? `${seats}. The quorum of ${quorum} is met.`
    : `${seats}. The quorum is ${quorum}: without it nothing can be decided.`;
}

export function timesInWords({ arrivedAt, leftAt }: Entry): string | null {
  const parts = [arrivedAt === null ? [] : `from ${arrivedAt}`, leftAt === null ? [] : `until ${leftAt}`].flat();
  return parts.length === 0 ? null : parts.join(' ');
}
