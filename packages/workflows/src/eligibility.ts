import {
  parseDuration,
  type EligibilityCriterion,
  type EligibilityPilot,
  type EligibilityRule,
  type EligibilityTest,
} from '@kept/domain';
import { assertSound, contentFiles, dayFaults, readContent, schemaNamed } from './content-file.js';
import type { FileFault } from './yaml-file.js';

/** A rule as its file writes it: `test: { field: ageYears, atMost: 15 }`, `lessThanAgo: 36m`. */
interface RuleEntry extends Pick<EligibilityRule, 'key' | 'version' | 'title' | 'source' | 'textSeen'> {
  effective?: Partial<EligibilityRule['effective']>;
  criteria: CriterionEntry[];
  pilots?: { key: string; title: string; criteria: CriterionEntry[] }[];
}

type CriterionEntry = Omit<EligibilityCriterion, 'test'> & { test: { field: string } & Record<string, unknown> };

interface Placed {
  entry: RuleEntry;
  file: string;
  line: number;
}

const validate = schemaNamed('eligibility');

/** Rules of eligibility, in the order of their files. @throws when a file that ships is unsound. */
export function loadEligibilityRules(): EligibilityRule[] {
  const { rules, faults } = readEligibilityRules(contentFiles('eligibility'));
  assertSound(faults);
  return rules;
}

/** Reads files of rules together, since versions of one key may stand in several. */
export function readEligibilityRules(files: readonly { file: string; text: string }[]): {
  rules: EligibilityRule[];
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
  faults.push(...placed.flatMap((each) => [...rangeFaults(each), ...versionFaults(each, placed)]));
  return { rules: faults.length > 0 ? [] : placed.map(({ entry }) => toRule(entry)), faults };
}

function rangeFaults({ entry, file, line }: Placed): FileFault[] {
  const { from, to } = entry.effective ?? {};
  const days = [from, to, ...criteriaOf(entry).flatMap(({ test }) => [test['before'], test['after']])];
  const found = dayFaults(
    days.map((day) => ({ day: typeof day === 'string' ? day : undefined, line })),
    file,
  );
  if (!from || !to || from <= to) return found;
  return [...found, { file, line, fault: 'range-reversed', text: `${entry.key} ends before it starts.` }];
}

function criteriaOf({ criteria, pilots = [] }: RuleEntry): CriterionEntry[] {
  return [...criteria, ...pilots.flatMap((pilot) => pilot.criteria)];
}

/** Two versions of a key may neither have one number nor decide on one day. */
function versionFaults({ entry, file, line }: Placed, all: readonly Placed[]): FileFault[] {
  const clash = all.some(
    (other) => other.entry !== entry && other.entry.key === entry.key && clashes(entry, other.entry),
  );
  const text = `${entry.key} stands twice with one version or with ranges that overlap.`;
  return clash ? [{ file, line, fault: 'version-clash', text }] : [];
}

function clashes(one: RuleEntry, other: RuleEntry): boolean {
  const ends = ({ effective = {} }: RuleEntry) => ({ from: effective.from ?? '0000', to: effective.to ?? '9999' });
  return one.version === other.version || (ends(one).from <= ends(other).to && ends(other).from <= ends(one).to);
}

function toRule({
  key,
  version,
  title,
  source,
  textSeen,
  effective,
  criteria,
  pilots = [],
}: RuleEntry): EligibilityRule {
  const { from = null, to = null } = effective ?? {};
  return {
    key,
    version,
    title,
    source,
    textSeen,
    effective: { from, to },
    criteria: criteria.map(toCriterion),
    pilots: pilots.map((pilot): EligibilityPilot => ({ ...pilot, criteria: pilot.criteria.map(toCriterion) })),
  };
}

function toCriterion({ test, ...rest }: CriterionEntry): EligibilityCriterion {
  return { ...rest, test: toTest(test) };
}

/** The schema has seen to it that there is one word beside the field, with a value that fits it. */
function toTest({ field, ...words }: CriterionEntry['test']): EligibilityTest {
  const [[op, value] = ['isSet', true]] = Object.entries(words);
  if (op === 'isSet') return { op, field };
  if (op === 'lessThanAgo') return { op, field, duration: parseDuration(String(value)) };
  return { op, field, [op === 'isOneOf' ? 'values' : 'value']: value } as EligibilityTest;
}
