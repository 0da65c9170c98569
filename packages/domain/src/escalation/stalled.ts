import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import { londonDay } from '../calendar/zone.js';
import { describeDuration } from '../deadline/duration.js';
import { calendarsOf, offsetDay } from '../deadline/firing-plan.js';
import type { StalledRule, WorkflowDefinition } from '../workflow/definition.js';
import type { WorkItem } from '../work-item/work-item.js';

/** What is looked at, over which calendars, and on which day. */
interface Setting {
  definition: WorkflowDefinition;
  calendars: readonly Calendar[];
  today: LocalDate;
}

/**
 * Why an open item counts as stalled, by the rule of its workflow: no new evidence for so long, so many escalations at one
 * level, or a move of home since anything was done. Empty where it moves, is paused or closed, or has no such rule.
 */
export function stalledReasons(item: WorkItem, setting: Setting): string[] {
  const rule = setting.definition.stalled;
  if (!rule || item.closed || item.returnsTo !== null) return [];
  return [
    ...withoutProgress(item, rule, setting),
    ...raisedInVain(item, rule),
    ...movedSince(item, rule, setting.definition),
  ];
}

function withoutProgress(item: WorkItem, { limit, without }: StalledRule, { calendars, today }: Setting): string[] {
  const running = item.deadlines.find(({ key, status }) => key === limit && status === 'running');
  if (!running) return [];
  const until = offsetDay(
    running.startedOn,
    without,
    calendarsOf({ ...running, versions: noCalendars(running) }, calendars),
  );
  if (until === null || today <= until) return [];
  return [`No new evidence for more than ${describeDuration(without)}, since ${formatDay(running.startedOn)}.`];
}

/** The rule counts over the council's own calendars, whatever the limit itself was counted over. */
function noCalendars({ versions }: WorkItem['deadlines'][number]): WorkItem['deadlines'][number]['versions'] {
  return { ...versions, calendars: [] };
}

function raisedInVain(item: WorkItem, { escalations }: StalledRule): string[] {
  const here = (item.records['escalations'] ?? []).filter(({ fields }) => fields['level'] === item.level).length;
  return here < escalations ? [] : [`Raised ${here} times at level ${item.level}.`];
}

function movedSince(item: WorkItem, rule: StalledRule, { records }: WorkflowDefinition): string[] {
  const { since } = rule;
  const record = since === undefined ? undefined : records[since];
  if (since === undefined || !record) return [];
  const day = Object.keys(record.fields).find((key) => record.fields[key]?.type === 'date') ?? '';
  const moved = latest((item.records[since] ?? []).map(({ fields }) => fields[day]));
  const acted = latest(daysOfActs(item, rule));
  if (moved === null || acted === null || moved <= acted) return [];
  return [`${record.label}: ${formatDay(moved)}, and nothing has been done since.`];
}

/** The days on which something was done: records of every other kind, and progress that renewed the limit. */
function daysOfActs(item: WorkItem, { since, limit }: StalledRule): LocalDate[] {
  const records = Object.entries(item.records).filter(([kind]) => kind !== since);
  return [
    ...records.flatMap(([, entries]) => entries.map(({ addedAt }) => londonDay(addedAt))),
    ...item.deadlines.filter(({ key }) => key === limit).map(({ startedOn }) => startedOn),
  ];
}

function latest(days: readonly unknown[]): LocalDate | null {
  return (
    days
      .filter((day) => typeof day === 'string')
      .sort()
      .at(-1) ?? null
  );
}
