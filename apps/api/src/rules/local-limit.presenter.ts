import {
  describeDuration,
  formatDuration,
  type Duration,
  type LocalDate,
  type LocalLimit,
  type WorkflowDefinition,
} from '@kept/domain';
import type { LocalLimitListView } from '@kept/contracts';
import type { KeptLocalValue } from '@kept/database';
import { newestOf, openOf, type Counts } from './rule.presenter.js';

type Limit = LocalLimitListView['limits'][number];

interface Known {
  values: readonly KeptLocalValue[];
  counts: Counts;
  today: LocalDate;
}

/** Every limit that a workflow leaves to the council, with what the council agreed. */
export function presentLocalLimits(definitions: readonly WorkflowDefinition[], known: Known): Limit[] {
  return newestOf(definitions).flatMap((definition) =>
    Object.entries(definition.local).map(([limit, each]) => presentLimit(definition, { limit, each }, known)),
  );
}

function presentLimit(
  { key: workflow, title }: WorkflowDefinition,
  { limit, each }: { limit: string; each: LocalLimit },
  { values, counts, today }: Known,
): Limit {
  const key = `${workflow}/${limit}`;
  const own = values.filter((value) => value.key === key);
  const inFile = each.amount ?? each.else ?? null;
  const holding = own.findLast(({ effectiveFrom, withdrawnAt }) => withdrawnAt === null && effectiveFrom <= today);
  const isPeriodic = each.each !== undefined || each.eachOf !== undefined;
  return {
    workflow: { key: workflow, title: title.officer },
    limit,
    title: each.label ?? limit,
    inFile: inFile && lengthOf(inFile),
    today: holding ? lengthOf(holding.duration) : inFile && lengthOf(inFile),
    values: own.map(({ version, duration, effectiveFrom, agreedBy, reason, withdrawnAt }) => ({
      version,
      ...lengthOf(duration),
      effectiveFrom,
      agreedBy,
      reason,
      withdrawnAt,
    })),
    hasLength: inFile !== null && !isPeriodic,
    open: openOf(counts, key),
  };
}

function lengthOf(duration: Duration): { amount: string; words: string } {
  const words = `${describeDuration(duration)}${duration.amount < 0 ? ' before' : ''}`;
  return { amount: formatDuration(duration), words };
}
