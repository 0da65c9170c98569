import { describeDuration, describePath } from '@kept/domain';
import type { Deadline, DeadlineRule, Facts, WorkItem } from '@kept/domain';
import type { DeadlineView } from '@kept/contracts';
import { presentDeadlineSummary } from '../rows/deadline-row.presenter.js';

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
