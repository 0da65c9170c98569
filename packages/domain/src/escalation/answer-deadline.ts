import { formatWeekday } from '../calendar/local-date.js';
import { calculateDate } from '../deadline/calculate.js';
import type { Deadline } from '../deadline/deadline.js';
import { calendarRevisions } from '../deadline/limit-date.js';
import { planFirings } from '../deadline/firing-plan.js';
import { localCalendars } from '../deadline/rules.js';
import type { DeadlineRule, Duration } from '../deadline/rule.js';
import { answerKey } from './answer-key.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';

/** What is asked of a level: `ignoresQuietHours` is that of the limit for which it is asked. */
interface Asked {
  level: number;
  within: Duration | undefined;
  occurrence: number;
  ignoresQuietHours: boolean;
}

/**
 * By when a level that was raised today answers: its `answerWithin`, over the council's working days. Null where the
 * level names no time, or no calendar knows that day.
 */
export function answerDeadline(asked: Asked, facts: Facts): Deadline | null {
  const { level, within, occurrence, ignoresQuietHours } = asked;
  if (within === undefined) return null;
  const { definition, today, now, calendars } = facts;
  const calculation = calculateDate({ rule: answerRule(level, within, definition.key), from: today, calendars });
  if (!calculation.ok) return null;
  const { dueOn, receipt } = calculation;
  const raised = { step: 'raised', date: today, text: `Raised to level ${level} on ${formatWeekday(today)}.` };
  const deadline: Deadline = {
    key: answerKey,
    occurrence,
    rule: `${definition.key}/${answerKey}`,
    basis: 'local',
    versions: {
      workflow: { key: definition.key, version: definition.version },
      rule: null,
      local: null,
      calendars: calendarRevisions(localCalendars, facts),
      meeting: null,
      body: null,
    },
    startedOn: today,
    startedAt: now,
    statutoryOn: null,
    calculatedOn: dueOn,
    agreedOn: null,
    scheduledOn: null,
    dueOn,
    dueAt: null,
    metOn: null,
    status: 'running',
    extensions: [],
    suspensions: [],
    exceptions: [],
    receipt: [raised, ...receipt],
    reminders: [],
    escalation: null,
    ignoresQuietHours,
    plan: [],
  };
  return { ...deadline, plan: planFirings(deadline, facts, null) };
}

/**
 * The rule that the answer of a level is counted by, for days that are taken out of it; null where the level names no
 * time. Of several paths that know the level, it is the one whose time gave the date.
 */
export function answerRuleOf(
  { occurrence, startedOn }: Deadline,
  { records, definition, calendars }: Pick<Facts, 'definition' | 'calendars'> & Partial<Pick<WorkItem, 'records'>>,
): DeadlineRule | null {
  const entry = records?.['escalations']?.find(({ no }) => no === occurrence);
  const rules = Object.values(definition.escalation)
    .flat()
    .flatMap(({ level, answerWithin }) =>
      answerWithin !== undefined && level === entry?.fields['level']
        ? [answerRule(level, answerWithin, definition.key)]
        : [],
    );
  const gaveIt = (rule: DeadlineRule) => {
    const calculation = calculateDate({ rule, from: startedOn, calendars });
    return calculation.ok && calculation.dueOn === entry?.fields['answerDueOn'];
  };
  return rules.find(gaveIt) ?? rules[0] ?? null;
}

function answerRule(level: number, duration: Duration, workflow: string): DeadlineRule {
  return {
    key: `${workflow}/${answerKey}`,
    version: 0,
    title: `Answer of level ${level}`,
    from: 'the day it was raised to the level',
    duration,
    convention: duration.unit === 'weeks' ? 'weeks' : 'within',
    calendars: localCalendars,
    roll: 'none',
    basis: 'local',
    source: { law: 'set by this council' },
    textSeen: 'yes',
    suspensionGrounds: ['*'],
    exceptionGrounds: [],
    effective: { from: null, to: null },
    kind: 'limit',
  };
}
