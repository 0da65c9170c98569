import type { BenchEntryView, TestBenchView } from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';
import { listInWords } from '../../../ui/words.js';

export const kindWords: Readonly<Record<BenchEntryView['kind'], string>> = {
  created: 'Begins',
  step: 'Step',
  record: 'Entry',
  evidence: 'Evidence',
  suspension: 'Suspended',
  extension: 'Extended',
  opened: 'Opens',
  'limit-started': 'Limit starts',
  'limit-met': 'Limit met',
  'limit-missed': 'Limit missed',
  'limit-given-up': 'Limit ends',
  'limit-suspended': 'Limit stands still',
  'limit-resumed': 'Limit runs on',
  'limit-moved': 'Date moves',
  reminder: 'Reminder',
  overdue: 'Late',
  level: 'Level',
  told: 'Told',
  'broken-off': 'Broken off',
};

/** `1 March 2027, 10:00`: the London time that the server gives. */
export function momentInWords(at: string): string {
  return `${dayInWords(at.slice(0, 10))}, ${at.slice(11, 16)}`;
}

/** What the drawing and the table show, in a sentence or two. */
export function benchInWords({ entries, ends }: TestBenchView): string {
  const counted = [
    count(entries, 'limit-started', 'time limit starts', 'time limits start'),
    count(entries, 'reminder', 'reminder is sent', 'reminders are sent'),
    count(entries, 'overdue', 'date passes', 'dates pass'),
    count(entries, 'told', 'message is sent', 'messages are sent'),
  ].filter((words) => words !== null);
  const began = entries[0] ? `From ${dayInWords(entries[0].at.slice(0, 10))}: ` : '';
  const level = ends.level > 0 ? `, at level ${ends.level}` : '';
  const stands = `On ${dayInWords(ends.at.slice(0, 10))} it stands in “${ends.state.label}”${level}.`;
  return `${began}${counted.length === 0 ? 'nothing happens' : listInWords(counted)}. ${stands}`;
}

function count(entries: readonly BenchEntryView[], kind: string, one: string, many: string): string | null {
  const found = entries.filter((each) => each.kind === kind).length;
  return found === 0 ? null : `${found} ${found === 1 ? one : many}`;
}

/** A line of the file for each entry. */
export const csvHeader = ['at', 'kind', 'text', 'limit', 'no', 'due on', 'post', 'why'] as const;

export function csvRows({ entries }: TestBenchView): (string | number | null)[][] {
  return entries.map(({ at, kind, text, deadline, post, receipt }) => {
    const limit = deadline ? [deadline.key, deadline.occurrence, deadline.dueOn] : [null, null, null];
    const why = receipt?.map((step) => step.text).join(' ') ?? null;
    return [at, kind, text, ...limit, post?.key ?? null, why];
  });
}
