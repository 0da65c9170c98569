import { eligibilityRuleInForce, evaluateEligibility } from '../eligibility/eligibility.js';
import { actorName } from './decision.js';
import type { Facts, Fields, RecordEntry, WorkItem } from './work-item.js';

/**
 * The item with its eligibility evaluated today by the version of the rule in force, and every reason kept. What was
 * found on an earlier day stays beside it.
 */
export function evaluated(item: WorkItem, facts: Facts): WorkItem {
  const rule = facts.definition.eligibility?.rule;
  if (rule === undefined) return item;
  const entries = item.records['eligibility'] ?? [];
  const entry: RecordEntry = {
    no: entries.length + 1,
    fields: found(rule, item.fields, facts),
    addedAt: facts.now,
    addedBy: actorName(facts.actor),
  };
  return { ...item, records: { ...item.records, eligibility: [...entries, entry] } };
}

/** Where no version of the rule is in force nobody knows, and the record says why. */
function found(key: string, fields: Fields, { eligibilityRules = [], today }: Facts): Fields {
  const inForce = eligibilityRuleInForce(eligibilityRules, key, today);
  if (!inForce.ok) return { outcome: 'unknown', rule: key, on: today, reasons: inForce.error };
  const { outcome, rule, version, on, reasons } = evaluateEligibility(inForce.rule, fields, today);
  return { outcome, rule, version, on, reasons: reasons.map(({ text }) => text).join('\n') };
}
