import { deadlineTitle, describeDuration, describePath, isOverdue } from '@kept/domain';
import type { Deadline, DeadlineRule, Facts, WorkItem } from '@kept/domain';
import type { DeadlineSummaryView, DeadlineView } from '@kept/contracts';

/** What a deadline is shown against. */
export type DeadlineSetting = Pick<Facts, 'definition' | 'rules' | 'today' | 'now'>;

/** A deadline as lists show it: without its receipt. */
export function presentDeadlineSummary(deadline: Deadline, setting: DeadlineSetting): DeadlineSummaryView {
  const { key, occurrence, rule, basis, statutoryOn, agreedOn, scheduledOn, dueOn, dueAt, metOn, status } = deadline;
  return {
    key,
    occurrence,
    title: deadlineTitle(key, setting.definition, setting.rules),
    rule,
    basis,
    statutoryOn,
    agreedOn,
    scheduledOn,
    dueOn,
    dueAt,
    metOn,
    status,
    overdue: isOverdue(deadline, setting.today, setting.now),
    extensions: deadline.extensions.map(({ from, to, reason, by, at }) => ({ from, to, reason, by, at })),
    suspensions: deadline.suspensions.map(({ from, resumes, ground, by, at }) => ({ from, resumes, ground, by, at })),
    exceptions: deadline.exceptions.map(({ regulation, holdsFrom, holdsTo }) => ({ regulation, holdsFrom, holdsTo })),
  };
}

/** A deadline as its item's page shows it: why this date, where the limit comes from, and to whom it climbs. */
export function presentDeadline(deadline: Deadline, item: WorkItem, facts: Facts): DeadlineView {
  return {
    ...presentDeadlineSummary(deadline, facts),
    receipt: deadline.receipt.map(({ step, date, text }) => ({ step, date, text })),
    source: sourceOf(deadline, facts),
    escalation: describePath(item, facts.definition, deadline, facts).map(({ level, to, on, answerWithin }) => ({
      level,
      to,
      on,
      answerWithin: answerWithin && describeDuration(answerWithin),
    })),
  };
}

function ruleOf({ versions }: Deadline, rules: readonly DeadlineRule[]): DeadlineRule | undefined {
  const { rule } = versions;
  return rule ? rules.find(({ key, version }) => key === rule.key && version === rule.version) : undefined;
}

/** The law and its paragraph, or local policy with who agreed it and the rule of the library that it is counted from. */
function sourceOf(deadline: Deadline, facts: Facts): DeadlineView['source'] {
  const rule = ruleOf(deadline, facts.rules);
  const { local } = deadline.versions;
  const paragraph = rule?.source.paragraph ?? null;
  if (rule && local === null) return { law: rule.source.law, paragraph, textSeen: rule.textSeen };
  const agreed = facts.localValues.find(({ key, version }) => key === local?.key && version === local.version);
  const by = agreed ? `, agreed by ${agreed.agreedBy}` : '';
  const place = rule && [rule.source.law, ...(paragraph === null ? [] : [paragraph])].join(', ');
  const from = rule ? `, counted from: ${rule.title} (${place})` : '';
  return { law: `Local policy of this council${by}${from}`, paragraph: null, textSeen: null };
}
