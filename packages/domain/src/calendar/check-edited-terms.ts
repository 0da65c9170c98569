import type { Calendar, LocalDate, Term } from './calendar.js';
import { overlap } from './calendar-difference.js';
import type { TermEdit } from './edit-calendar.js';
import { faultsOf, type EditFault } from './edit-fault.js';
import { daysBetween, formatDay, isLocalDate } from './local-date.js';
import { tooLongForAHoliday } from './school-days.js';

const mostTerms = 500;

interface Placed {
  term: Term;
  /** Null for a term that stays as it is. */
  part: 'terms.add' | 'terms.change' | null;
  index: number;
}

/** What is wrong with the terms that are to be added, changed and removed, each by itself and then beside the others. */
export function termFaults(calendar: Calendar, edit: TermEdit, today: LocalDate): EditFault[] {
  const { add = [], change = [], remove = [] } = edit;
  const parts = { 'terms.add': add, 'terms.change': change, 'terms.remove': remove };
  if (calendar.kind !== 'terms') {
    const used = Object.entries(parts).find(([, entries]) => entries.length > 0)?.[0] as EditFault['part'] | undefined;
    return used ? [{ part: used, index: 0, text: 'Only a calendar of school terms has terms.' }] : [];
  }
  const single = [
    ...faultsOf('terms.add', add, termText),
    ...faultsOf('terms.change', change, (each) => absentText(each.starts, calendar, today) ?? termText(each.term)),
    ...faultsOf('terms.remove', remove, (starts) => absentText(starts, calendar, today)),
  ];
  return single.length > 0 ? single : orderFaults(calendar.terms ?? [], edit);
}

function termText({ name, from, to }: Term): string | null {
  if (!isLocalDate(from) || !isLocalDate(to)) return 'Enter two real dates.';
  if (name.trim() === '') return 'Enter what the term is called.';
  return to < from ? `${name.trim()} ends before it begins.` : null;
}

/** What was counted over a term that is over was counted rightly. */
export function mayChangeTerm({ to }: Pick<Term, 'to'>, today: LocalDate): boolean {
  return to >= today;
}

function absentText(starts: LocalDate, { terms = [] }: Calendar, today: LocalDate): string | null {
  const term = terms.find(({ from }) => from === starts);
  if (term === undefined) return `No term begins on ${formatDay(starts)}.`;
  return !mayChangeTerm(term, today)
    ? `${spanOf(term)} is over, and dates were counted by it. It stays as it was.`
    : null;
}

/** Faults of the terms side by side: two at once, or so long without one that one must be missing. */
function orderFaults(stands: readonly Term[], { add = [], change = [], remove = [] }: TermEdit): EditFault[] {
  const gone = new Set([...remove, ...change.map(({ starts }) => starts)]);
  const placed: Placed[] = [
    ...stands.filter(({ from }) => !gone.has(from)).map((term, index) => ({ term, part: null, index })),
    ...change.map(({ term }, index) => ({ term, part: 'terms.change' as const, index })),
    ...add.map((term, index) => ({ term, part: 'terms.add' as const, index })),
  ].sort((a, b) => (a.term.from < b.term.from ? -1 : 1));
  if (placed.length > mostTerms)
    return [{ part: 'terms.add', index: 0, text: `A calendar holds at most ${mostTerms} terms.` }];
  return placed.slice(1).flatMap((later, place) => {
    const earlier = placed[place] as Placed;
    const text = overlapText(earlier.term, later.term) ?? gapText(earlier.term, later.term);
    const at = text === null ? null : blamed(earlier, later, { stands, remove });
    return text === null || at === null ? [] : [{ ...at, text }];
  });
}

function overlapText(earlier: Term, later: Term): string | null {
  return overlap(earlier, later) ? `${spanOf(later)} overlaps ${spanOf(earlier)}.` : null;
}

function gapText(earlier: Term, later: Term): string | null {
  const days = daysBetween(earlier.to, later.from);
  // Its days would silently count as a holiday.
  if (days <= tooLongForAHoliday) return null;
  const weeks = Math.floor(days / 7);
  return `Between ${spanOf(earlier)} and ${spanOf(later)} lie ${weeks} weeks without a term. Enter the terms between them too: a holiday is never guessed.`;
}

/** Which entry of the edit brought the two side by side; null where they stood so before. */
function blamed(
  earlier: Placed,
  later: Placed,
  { stands, remove }: { stands: readonly Term[]; remove: readonly LocalDate[] },
): Pick<EditFault, 'part' | 'index'> | null {
  if (later.part !== null) return { part: later.part, index: later.index };
  if (earlier.part !== null) return { part: earlier.part, index: earlier.index };
  const between = stands.find(({ from }) => earlier.term.from < from && from < later.term.from);
  return between === undefined ? null : { part: 'terms.remove', index: Math.max(remove.indexOf(between.from), 0) };
}

function spanOf({ name, from, to }: Term): string {
  return `${name.trim()} (${formatDay(from)} to ${formatDay(to)})`;
}
