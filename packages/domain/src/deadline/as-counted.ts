import type { Facts } from '../work-item/work-item.js';
import type { Deadline } from './deadline.js';
import type { DeadlineRule } from './rule.js';

/**
 * The facts as a deadline that runs was counted by them: of its rule and of the council's own length only the version
 * that it names. Dates that stand move by publishing with a preview and by nothing else, so what a calendar, a meeting or
 * a suspension counts again is counted by the same version, also where that was ended meanwhile; `facts.anew` names what
 * a publication asks anew.
 */
export function asCounted(facts: Facts, { versions: { rule, local } }: Pick<Deadline, 'versions'>): Facts {
  const { anew = [], rules, localValues } = facts;
  return {
    ...facts,
    rules: rule === null || anew.includes(rule.key) ? rules : only(rules, rule).map((each) => unended(each, rule)),
    localValues: local === null || anew.includes(local.key) ? localValues : valuesOf(localValues, local),
  };
}

function unended(each: DeadlineRule, { key }: Version): DeadlineRule {
  return each.key === key && each.effective.to !== null
    ? { ...each, effective: { ...each.effective, to: null } }
    : each;
}

interface Version {
  key: string;
  version: number;
}

function only<T extends Version>(all: readonly T[], { key, version }: Version): readonly T[] {
  return all.filter((each) => each.key !== key || each.version === version);
}

/** Version 0 is the length in the file, which stands where there is no value; one that was taken back is not there to count by. */
function valuesOf<T extends Version>(all: readonly T[], local: Version): readonly T[] {
  const kept = only(all, local);
  const isThere = local.version === 0 || kept.some(({ key }) => key === local.key);
  return isThere ? kept : all;
}
