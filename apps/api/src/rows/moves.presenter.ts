import { deadlineTitle, maySee } from '@kept/domain';
import type { ChangedCalendarView } from '@kept/contracts';
import type { MovedItem } from '@kept/database';
import type { Caller } from '../auth/caller.js';

type Moves = Pick<ChangedCalendarView, 'moved' | 'late' | 'unseen'>;

/** Whoever keeps the calendar need not see all that counts over it: what they may not see is counted, and no more. */
export function presentMoves(moved: readonly MovedItem[], { actor, reference }: Caller): Moves {
  const seen = moved
    .filter(({ item, definition }) => maySee(item, definition, actor))
    .sort((a, b) => a.item.reference.localeCompare(b.item.reference, 'en', { numeric: true }));
  return {
    moved: seen.flatMap(({ item, definition, deadlines }) =>
      deadlines.map(({ deadline, from, to }) => {
        const title = deadlineTitle(deadline, definition, reference.rules);
        return { reference: item.reference, deadline, title, from, to };
      }),
    ),
    late: seen.filter(({ late }) => late).map(({ item }) => item.reference),
    unseen: moved.length - seen.length,
  };
}
