import type { DeadlineSummaryView } from '@kept/contracts';
import { dayInWords, daysLeftInWords } from '../../../ui/dates.js';

type Shown = Pick<DeadlineSummaryView, 'status' | 'overdue' | 'daysLeft'>;

const statuses = {
  running: 'Running',
  suspended: 'Stands still',
  met: 'Met',
  missed: 'Missed',
  cancelled: 'No longer needed',
};

export function statusInWords({ status, overdue }: Shown): string {
  return overdue ? 'Overdue' : statuses[status];
}

/** The colour only repeats the words; what stands still is no fault of anybody's. */
export function statusColour({ status, overdue }: Shown): 'red' | 'green' | 'grey' | undefined {
  if (overdue || status === 'missed') return 'red';
  if (status === 'met') return 'green';
  return status === 'running' ? undefined : 'grey';
}

/** How it stands against its day: `due in 8 days`, `overdue by 3 days`, `in time`, `2 days late`, `stands still`. */
export function standingInWords({ status, daysLeft }: Shown): string {
  if (status === 'running' && daysLeft !== null) return daysLeftInWords(daysLeft);
  if (status === 'met') return daysLeft === null || daysLeft >= 0 ? 'in time' : `${inDays(-daysLeft)} late`;
  return statuses[status].toLowerCase();
}

/** The day on which it is due; how far it moves while it stands still is not known yet. */
export function dueInWords({ status, dueOn, suspensions }: DeadlineSummaryView): string {
  const open = status === 'suspended' && suspensions.some(({ resumes }) => resumes === null);
  return open ? `${dayInWords(dueOn)}, and later by the time that it stands still` : dayInWords(dueOn);
}

/** Many dates in a sentence: `2 running, 1 of them overdue; 3 met, all in time.` */
export function datesInWords(deadlines: readonly Shown[]): string {
  const count = (holds: (each: Shown) => boolean) => deadlines.filter(holds).length;
  const of = (status: Shown['status']) => count((each) => each.status === status);
  const overdue = count((each) => each.overdue);
  const late = count(({ status, daysLeft }) => status === 'met' && (daysLeft ?? 0) < 0);
  const told = [
    counted(of('running'), 'running', overdue === 0 ? '' : `, ${overdue} of them overdue`),
    counted(of('suspended'), 'standing still'),
    counted(of('met'), 'met', late === 0 ? ' in time' : `, ${late} of them late`),
    counted(of('missed'), 'missed'),
    counted(of('cancelled'), 'no longer needed'),
  ];
  return `${told.filter((part) => part !== '').join('; ')}.`;
}

function counted(number: number, words: string, more = ''): string {
  return number === 0 ? '' : `${number} ${words}${more}`;
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
