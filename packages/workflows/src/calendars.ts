import type { Calendar } from '@kept/domain';
import { assertSound, contentFiles, dayFaults, readContent, schemaNamed } from './content-file.js';
import type { FileFault } from './yaml-file.js';

const validate = schemaNamed('calendar');

/** The calendars that ship: bank holidays 2012 to 2035, closures of the council, school terms. @throws when one is unsound. */
export function loadCalendars(): Calendar[] {
  const read = contentFiles('calendars').map(({ file, text }) => readCalendar(file, text));
  assertSound(read.flatMap(({ faults }) => faults));
  return read.flatMap(({ calendar }) => calendar ?? []);
}

/** Reads one calendar file, or tells what is wrong with it, each with its line. */
export function readCalendar(file: string, text: string): { calendar: Calendar | null; faults: FileFault[] } {
  const { value: calendar, faults, lineOf } = readContent<Calendar>(file, text, validate);
  if (calendar === null) return { calendar, faults };
  const terms = calendar.terms ?? [];
  const named = Object.keys(calendar.days).map((day) => ({ day, line: lineOf(['days', day]) }));
  const bounds = terms.flatMap(({ from, to }, index) =>
    [from, to].map((day) => ({ day, line: lineOf(['terms', index]) })),
  );
  const changed = (calendar.changes ?? []).flatMap(({ announcedOn, added, dropped = {} }, index) =>
    [announcedOn, ...added, ...Object.keys(dropped)].map((day) => ({ day, line: lineOf(['changes', index]) })),
  );
  const known = (['knownFrom', 'knownTo'] as const).map((key) => ({ day: calendar[key], line: lineOf([key]) }));
  const found = [
    ...dayFaults([...known, ...named, ...bounds, ...changed], file),
    ...outside(calendar, named, file),
    ...disordered(calendar, file, lineOf),
  ];
  return { calendar: found.length > 0 ? null : calendar, faults: found };
}

function outside(
  { knownFrom, knownTo }: Calendar,
  days: readonly { day: string; line: number }[],
  file: string,
): FileFault[] {
  return days
    .filter(({ day }) => day < knownFrom || day > knownTo)
    .map(({ day, line }) => ({
      file,
      line,
      fault: 'day-not-known',
      text: `${day} lies outside ${knownFrom} to ${knownTo}.`,
    }));
}

/** Terms follow each other, and none ends before it begins. */
function disordered(
  { terms = [] }: Calendar,
  file: string,
  lineOf: (path: (string | number)[]) => number,
): FileFault[] {
  return terms.flatMap(({ name, from, to }, index) => {
    const before = terms[index - 1];
    if (from <= to && (before === undefined || before.to < from)) return [];
    return [
      {
        file,
        line: lineOf(['terms', index]),
        fault: 'terms-out-of-order',
        text: `${name} ends before it begins, or begins before the last one ends.`,
      },
    ];
  });
}
