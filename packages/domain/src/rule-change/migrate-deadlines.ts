import type { Deadline } from '../deadline/deadline.js';
import type { DeadlineOutcome } from '../deadline/deadline-dates.js';
import { planFirings } from '../deadline/firing-plan.js';
import { inStartOrder } from '../deadline/limit-origin.js';
import { cancelDeadline, redateDeadline, startDeadline } from '../deadline/limits.js';
import { answerKey } from '../escalation/answer-key.js';
import { openCheckIn } from '../work-item/check-ins.js';
import { isLive, liveDeadline, nextOccurrence, servedMeetings, usesIn } from '../work-item/limits-of-item.js';
import { isRecordLimit, recordLimitOf } from '../work-item/record-limits.js';
import { meetByField, settleHanging, type DeadlinesAfter } from '../work-item/state-deadlines.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';
import type { LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { limitKey } from '../workflow/field-path.js';
import { limitsOf } from '../workflow/walk.js';

/** An item as the new version has it but for its deadlines, and as it was by the old one. */
interface Migrating {
  item: WorkItem;
  before: WorkItem;
  from: WorkflowDefinition;
}

/**
 * The deadlines of an item under another version of its workflow; `facts` know the new one. What runs and is still asked
 * is dated by the new limit, with all that was agreed, planned and suspended; what is over stays. A limit that the new
 * version does not ask here any more is cancelled, and one that is new to the state begins now. Refused where a date can
 * no longer be worked out.
 */
export function migrateDeadlines(migrating: Migrating, known: Facts): DeadlinesAfter {
  const { item, before } = migrating;
  const facts = { ...known, level: item.level };
  const deadlines: Deadline[] = [];
  for (const deadline of before.deadlines) {
    const outcome = isLive(deadline) ? migrateOne(deadline, migrating, facts) : { ok: true as const, deadline };
    if (!outcome.ok) return { ok: false, key: outcome.field ?? deadline.key, error: outcome.error };
    deadlines.push(outcome.deadline);
  }
  const settled = settleHanging({ ...item, deadlines }, before.deadlines, facts);
  const begun = beginNew(settled, migrating, facts);
  if (!begun.ok) return begun;
  return { ok: true, deadlines: openCheckIn(item.state, begun.deadlines, item.fields, facts) };
}

function migrateOne(deadline: Deadline, migrating: Migrating, facts: Facts): DeadlineOutcome {
  const { item, from } = migrating;
  const { definition } = facts;
  if (deadline.key === answerKey) return { ok: true, deadline };
  if (isRecordLimit(deadline, from)) {
    const ofRecord = recordLimitOf(deadline, item, definition);
    if (ofRecord === undefined) return { ok: true, deadline: cancelDeadline(deadline) };
    return redated(deadline, ofRecord, { ...facts, definition: ofRecord.definition });
  }
  const use = newUse(deadline.key, migrating, definition);
  if (use === undefined) return { ok: true, deadline: cancelDeadline(deadline) };
  const outcome = redated(
    deadline,
    { use, fields: item.fields, asWritten: isBegunOtherwise(use, migrating) },
    facts,
    item,
  );
  return outcome.ok ? { ok: true, deadline: meetByField(outcome.deadline, use, item.fields, facts) } : outcome;
}

function redated(
  deadline: Deadline,
  { use, ...how }: { use: LimitUse; fields: WorkItem['fields']; asWritten?: boolean },
  facts: Facts,
  item?: WorkItem,
): DeadlineOutcome {
  const { reminders, escalation = null, ignoresQuietHours } = use;
  const ofUse = { ...deadline, reminders, escalation, ignoresQuietHours, rule: ruleOf(use, facts) };
  const others = item && {
    deadlines: item.deadlines,
    servedMeetings: servedMeetings(item.deadlines, deadline.key, deadline.occurrence),
  };
  const outcome = redateDeadline(ofUse, { definition: facts.definition, use, facts, ...how, ...others });
  return outcome.ok ? { ok: true, deadline: withNewFirings(outcome.deadline, deadline, facts) } : outcome;
}

function ruleOf(use: LimitUse, { definition }: Facts): string {
  return use.rule ?? `${definition.key}/${limitKey(use)}`;
}

/** For a date that stays, what the new version reminds of and the old one did not is still to fire. */
function withNewFirings(after: Deadline, before: Deadline, facts: Facts): Deadline {
  if (!isLive(after) || after.dueOn !== before.dueOn) return after;
  const known = new Set(planFirings(before, { ...facts, now: '' }, null).map(({ kind, mark }) => `${kind} ${mark}`));
  const fresh = planFirings(after, facts, null).filter(
    ({ kind, mark, at }) => at > facts.now && !known.has(`${kind} ${mark}`),
  );
  return { ...after, plan: [...after.plan, ...fresh].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) };
}

/** The states whose limits an item has: where it stands, and where it goes back to from a pause. */
function homesOf({ state, returnsTo }: WorkItem): string[] {
  return returnsTo === null ? [state] : [state, returnsTo];
}

function usesOf(item: WorkItem, definition: WorkflowDefinition): LimitUse[] {
  return homesOf(item).flatMap((state) => usesIn(state, definition));
}

/** The new version's limit: that of the state, or for one that ran on from an earlier state that of any. */
function newUse(key: string, { item, before, from }: Migrating, to: WorkflowDefinition): LimitUse | undefined {
  const named = (use: LimitUse) => limitKey(use) === key;
  const own = usesOf(item, to).find(named);
  if (own || usesOf(before, from).some(named)) return own;
  return limitsOf(to).find(({ use }) => named(use))?.use;
}

/** Did the old version count it from elsewhere? Then it has no start of its own to keep. */
function isBegunOtherwise(use: LimitUse, { before, from }: Migrating): boolean {
  const old = usesOf(before, from).find((each) => limitKey(each) === limitKey(use));
  return old !== undefined && JSON.stringify(old.origin) !== JSON.stringify(use.origin);
}

/** What the state asks by the new version and did not ask by the old one. */
function beginNew(known: readonly Deadline[], { item, before, from }: Migrating, facts: Facts): DeadlinesAfter {
  const { definition, now: startedAt } = facts;
  const asked = new Set(usesOf(before, from).map(limitKey));
  const fresh = (definition.states[item.state]?.limits ?? []).filter((use) => !asked.has(limitKey(use)));
  let deadlines = known;
  for (const use of inStartOrder(fresh, definition)) {
    const key = limitKey(use);
    if (liveDeadline(deadlines, key)) continue;
    const occurrence = nextOccurrence(deadlines, key);
    const { fields } = item;
    const started = startDeadline({ definition, use, occurrence, startedAt, fields, facts, deadlines });
    if (started.ok) deadlines = [...deadlines, meetByField(started.deadline, use, fields, facts)];
    else if (!started.nothingAsked) return { ok: false, key: started.field ?? key, error: started.error };
  }
  return { ok: true, deadlines };
}
