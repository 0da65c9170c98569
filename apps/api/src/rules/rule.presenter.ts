import { describeDuration, limitKey, type DeadlineRule, type WorkflowDefinition } from '@kept/domain';
import type { RuleListView, RuleView } from '@kept/contracts';
import type { OpenCount, PublishedVersion } from '@kept/database';

type Summary = Omit<RuleListView['rules'][number], 'version' | 'versions'>;

/** How many open dates a rule has by version; null for whoever is not to know. */
export type Counts = readonly OpenCount[] | null;

/** Each rule once, as its newest version says it, in the order of its titles. */
export function presentRules(rules: readonly DeadlineRule[], counts: Counts): RuleListView['rules'] {
  return [...new Set(rules.map(({ key }) => key))]
    .map((key) => {
      const versions = rules.filter((rule) => rule.key === key);
      const newest = versions.at(-1)!;
      return {
        ...summaryOf(newest, openOf(counts, key)),
        version: newest.version,
        versions: versions.length,
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

interface Known {
  counts: Counts;
  published: readonly PublishedVersion[];
  definitions: readonly WorkflowDefinition[];
  mayChange: boolean;
}

/** One rule with all of its versions, oldest first. */
export function presentRule(
  versions: readonly DeadlineRule[],
  { counts, published, ...known }: Known,
): RuleView | null {
  const newest = versions.at(-1);
  if (newest === undefined) return null;
  const { key } = newest;
  return {
    ...summaryOf(newest, openOf(counts, key)),
    versions: versions.map((rule) => ({
      ...summaryOf(rule, openOf(counts, key, rule.version)),
      version: rule.version,
      note: rule.source.note ?? null,
      calendars: [...rule.calendars],
      convention: rule.convention,
      effective: { applies: 'started' as const, ...rule.effective },
      publishedAt: publishedAt(published, { what: 'rule', key, version: rule.version }),
    })),
    usedBy: usersOf(key, known.definitions),
    mayChange: known.mayChange,
  };
}

function summaryOf(rule: DeadlineRule, open: number | null): Summary {
  const { key, title, basis, source, textSeen, from, kind, duration } = rule;
  return {
    key,
    title,
    basis,
    law: source.law,
    paragraph: source.paragraph ?? null,
    textSeen,
    from,
    length: lengthWords(rule, duration),
    kind,
    open,
  };
}

function lengthWords({ kind, convention }: DeadlineRule, duration: DeadlineRule['duration']): string {
  if (kind === 'exception') return 'no date of its own';
  const clear = convention === 'clear-days' ? ' clear of both ends' : '';
  const back = duration.amount < 0 ? ' before' : '';
  return `${describeDuration(duration)}${clear}${back}`;
}

/** Of all versions, where none is named. */
export function openOf(counts: Counts, key: string, version?: number): number | null {
  if (counts === null) return null;
  return counts
    .filter((each) => each.key === key && (version === undefined || each.version === version))
    .reduce((sum, { count }) => sum + count, 0);
}

export function publishedAt(
  published: readonly PublishedVersion[],
  { what, key, version }: Pick<PublishedVersion, 'what' | 'key' | 'version'>,
): string | null {
  const found = published.find((each) => each.what === what && each.key === key && each.version === version);
  return found?.at ?? null;
}

/** The workflows whose newest version counts by the rule: in a state, a record, or back from a meeting. */
function usersOf(rule: string, definitions: readonly WorkflowDefinition[]): RuleView['usedBy'] {
  return newestOf(definitions)
    .filter((definition) => uses(rule, definition))
    .map(({ key, title }) => ({ key, title: title.officer }));
}

function uses(rule: string, { states, records, local }: WorkflowDefinition): boolean {
  const inStates = Object.values(states).some(({ limits, every }) =>
    [...limits, ...(every ? [every] : [])].some((use) => use.rule === rule && limitKey(use) === rule),
  );
  const inRecords = Object.values(records).some(({ limit }) => limit?.rule === rule);
  return inStates || inRecords || Object.values(local).some(({ before }) => before === rule);
}

/** The newest version of each workflow, in the order of their titles. */
export function newestOf(definitions: readonly WorkflowDefinition[]): WorkflowDefinition[] {
  const newest = new Map<string, WorkflowDefinition>();
  for (const definition of definitions) {
    if ((newest.get(definition.key)?.version ?? 0) < definition.version) newest.set(definition.key, definition);
  }
  return [...newest.values()].sort((a, b) => a.title.officer.localeCompare(b.title.officer, 'en'));
}
