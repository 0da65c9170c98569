import {
  deadlineTitle,
  isLive,
  latestDeadline,
  londonOffsetTime,
  suspensionGroundsOf,
  type BenchEntry,
  type BenchResult,
  type Deadline,
  type Facts,
} from '@kept/domain';
import type { TransitionOption, WorkItem } from '@kept/domain';
import type { BenchEntryView, TestBenchView } from '@kept/contracts';
import { postTitle } from '../reference/present-post.js';
import { benchWords, kindOf } from './bench-words.js';

/** The year of an imaginary item as its page tells it. */
export function presentBench(
  { entries, item, at, refused }: BenchResult,
  options: readonly TransitionOption[],
  facts: Facts,
): TestBenchView {
  if (item === null) throw new Error('The item did not begin.');
  const { definition } = facts;
  return {
    workflow: definition.key,
    version: definition.version,
    entries: entries.flatMap((entry) => presentEntry(entry, facts) ?? []),
    ...(refused && {
      refused: {
        step: refused.step ?? 0,
        detail: refused.detail,
        missing: refused.missing.map((each) => ({ ...each })),
      },
    }),
    ends: {
      at: londonOffsetTime(at),
      state: { key: item.state, label: definition.states[item.state]?.label ?? item.state },
      level: item.level,
      closed: item.closed,
      transitions: options.map(({ key, label, to, missing }) => ({ key, label, to, missing })),
      limits: limitsOf(item, facts),
    },
  };
}

/** What may be suspended or extended next: of each limit its latest, where that one runs, as for a real item. */
function limitsOf(item: WorkItem, facts: Facts): TestBenchView['ends']['limits'] {
  const { deadlines, records, level, closed } = item;
  const keys = new Set(closed ? [] : deadlines.map(({ key }) => key));
  const latest = [...keys].flatMap((key) => latestDeadline(deadlines, key) ?? []);
  return latest.filter(isLive).map((deadline) => {
    const { key, dueOn, suspensions } = deadline;
    const open = suspensions.find(({ resumes }) => resumes === null);
    return {
      key,
      title: deadlineTitle(key, facts.definition, facts.rules),
      dueOn,
      grounds:
        suspensionGroundsOf(deadline, { ...facts, deadlines, records, level })?.map((each) => ({ ...each })) ?? null,
      open: open ? { ground: open.ground, from: open.from } : null,
    };
  });
}

/** Null for what another entry says already: that an update is asked for is the beginning of its limit. */
function presentEntry(entry: BenchEntry, facts: Facts): BenchEntryView | null {
  const kind = kindOf(entry);
  if (kind === null) return null;
  const deadline = 'deadline' in entry ? entry.deadline : null;
  return {
    at: londonOffsetTime(entry.at),
    kind,
    text: benchWords(entry, facts),
    ...(deadline && { deadline: presentDeadline(deadline, facts) }),
    ...(entry.kind === 'told' && {
      post: { key: entry.notice.post, title: postTitle(entry.notice.post, facts.organisation) },
    }),
    ...(deadline &&
      (entry.kind === 'limit-started' || entry.kind === 'limit-moved') && {
        receipt: deadline.receipt.map((step) => ({ ...step })),
      }),
  };
}

function presentDeadline({ key, occurrence, dueOn, dueAt }: Deadline, { definition, rules }: Facts) {
  return {
    key,
    occurrence,
    title: deadlineTitle(key, definition, rules),
    dueOn,
    dueAt: dueAt === null ? null : londonOffsetTime(dueAt),
  };
}
