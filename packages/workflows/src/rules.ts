import { parseDuration, type Convention, type DeadlineRule, type ExceptionGround, type Unit } from '@kept/domain';
import { assertSound, contentFiles, dayFaults, readContent, schemaNamed } from './content-file.js';
import type { FileFault } from './yaml-file.js';

/** A rule as its file writes it: what is left out has its usual meaning. */
interface RuleEntry extends Pick<DeadlineRule, 'key' | 'version' | 'title' | 'source' | 'textSeen'> {
  kind?: DeadlineRule['kind'];
  from?: string;
  amount?: string;
  convention?: Convention;
  calendars?: string[];
  roll?: DeadlineRule['roll'];
  basis?: DeadlineRule['basis'];
  suspensionGrounds?: string[];
  exceptions?: string[];
  effective?: Partial<DeadlineRule['effective']>;
  grounds?: ExceptionGround[];
}

interface Placed {
  entry: RuleEntry;
  file: string;
  line: number;
}

const validate = schemaNamed('rules');

/** What a convention can count; the rest of them count any unit of days. */
const unitsOf: Partial<Record<Convention, readonly Unit[]>> = {
  'corresponding-date': ['months'],
  weeks: ['weeks'],
  hours: ['hours'],
  'each-term': ['terms'],
  'each-period': ['months', 'terms'],
  'next-meeting': ['meetings'],
};
/** These count no days: the date is the end of a term or period, or that of a meeting. */
const setDays: readonly Convention[] = ['each-term', 'each-period', 'next-meeting'];
const days: readonly Unit[] = ['days', 'working-days', 'school-days', 'weeks', 'months'];

/** The rule library, in the order of its files. @throws when a file that ships is unsound. */
export function loadRules(): DeadlineRule[] {
  const { rules, faults } = readRules(contentFiles('rules'));
  assertSound(faults);
  return rules;
}

/** Reads rule files together, since a limit names exceptions and versions that may stand in another. */
export function readRules(files: readonly { file: string; text: string }[]): {
  rules: DeadlineRule[];
  faults: FileFault[];
} {
  const placed: Placed[] = [];
  const faults: FileFault[] = [];
  for (const { file, text } of files) {
    const content = readContent<{ rules: RuleEntry[] }>(file, text, validate);
    faults.push(...content.faults);
    const entries = content.value?.rules ?? [];
    placed.push(...entries.map((entry, index) => ({ entry, file, line: content.lineOf(['rules', index]) })));
  }
  faults.push(
    ...placed.flatMap((each) => [
      ...meaningFaults(each),
      ...exceptionFaults(each, placed),
      ...versionFaults(each, placed),
    ]),
  );
  return { rules: faults.length > 0 ? [] : placed.map(({ entry }) => toRule(entry, placed)), faults };
}

function meaningFaults({ entry, file, line }: Placed): FileFault[] {
  const { from, to } = entry.effective ?? {};
  const found = dayFaults(
    [from, to].map((day) => ({ day: day ?? undefined, line })),
    file,
  );
  if (from && to && from > to)
    found.push({ file, line, fault: 'range-reversed', text: `${entry.key} ends before it starts.` });
  return [...found, ...countFaults(entry).map((fault) => ({ ...fault, file, line }))];
}

/** What cannot be counted as it stands, so that no date is ever asked of it in vain. */
function countFaults(entry: RuleEntry): Fault[] {
  const { key, amount, convention } = entry;
  if (amount === undefined || convention === undefined) return [];
  const { unit, amount: size } = parseDuration(amount);
  const faults: [boolean, Fault][] = [
    [
      !(unitsOf[convention] ?? days).includes(unit),
      { fault: 'unit-unfit', text: `${key}: ${convention} does not count ${unit}.` },
    ],
    [
      setDays.includes(convention) && size < 1,
      { fault: 'counts-back', text: `${key}: ${convention} cannot count back.` },
    ],
    [
      convention === 'each-period' && unit === 'months' && 12 % size !== 0,
      { fault: 'period-unfit', text: `${key}: periods of ${size} months do not make up a year.` },
    ],
    [
      rollsWithoutCalendar(entry),
      { fault: 'roll-without-calendar', text: `${key}: name the calendar whose working days it moves to.` },
    ],
  ];
  return faults.flatMap(([holds, fault]) => (holds ? [fault] : []));
}

function rollsWithoutCalendar({ roll = 'none', calendars = [] }: RuleEntry): boolean {
  return roll !== 'none' && calendars.length === 0;
}

type Fault = Pick<FileFault, 'fault' | 'text'>;

function exceptionFaults({ entry, file, line }: Placed, all: readonly Placed[]): FileFault[] {
  return (entry.exceptions ?? [])
    .filter((key) => !all.some((other) => other.entry.key === key && other.entry.kind === 'exception'))
    .map((key) => ({ file, line, fault: 'unknown-exception', text: `${entry.key}: there is no exception ${key}.` }));
}

/** Two versions of a key may neither have one number nor be in force on one day. */
function versionFaults({ entry, file, line }: Placed, all: readonly Placed[]): FileFault[] {
  const clash = all.find(
    (other) => other.entry !== entry && other.entry.key === entry.key && clashes(entry, other.entry),
  );
  if (clash === undefined) return [];
  return [
    {
      file,
      line,
      fault: 'version-clash',
      text: `${entry.key} stands twice with one version or with ranges that overlap.`,
    },
  ];
}

function clashes(one: RuleEntry, other: RuleEntry): boolean {
  if (one.version === other.version) return true;
  const ends = (entry: RuleEntry) => ({ from: entry.effective?.from ?? '0000', to: entry.effective?.to ?? '9999' });
  return ends(one).from <= ends(other).to && ends(other).from <= ends(one).to;
}

function toRule(entry: RuleEntry, all: readonly Placed[]): DeadlineRule {
  const { key, version, title, source, textSeen } = entry;
  return {
    key,
    version,
    title,
    from: entry.from ?? 'the circumstance',
    duration: parseDuration(entry.amount ?? '0d'),
    convention: entry.convention ?? 'within',
    calendars: entry.calendars ?? [],
    roll: entry.roll ?? 'none',
    basis: entry.basis ?? 'statutory',
    source,
    textSeen,
    kind: entry.kind ?? 'limit',
    ...termsOf(entry, all),
  };
}

function termsOf(
  entry: RuleEntry,
  all: readonly Placed[],
): Pick<DeadlineRule, 'suspensionGrounds' | 'exceptionGrounds' | 'effective'> {
  const named = all.filter((other) => entry.exceptions?.includes(other.entry.key));
  const { from = null, to = null, applies } = entry.effective ?? {};
  return {
    suspensionGrounds: entry.suspensionGrounds ?? [],
    exceptionGrounds: [entry, ...named.map((other) => other.entry)].flatMap(groundsOf),
    effective: { from, to, ...(applies ? { applies } : {}) },
  };
}

/** A ground that holds in a window has the window of its rule. */
function groundsOf({ grounds = [], effective }: RuleEntry): ExceptionGround[] {
  const { from, to, applies } = effective ?? {};
  return grounds.map((ground) =>
    ground.computed === 'window' && from && to
      ? { ...ground, window: { from, to, ...(applies ? { applies } : {}) } }
      : ground,
  );
}
