import type { WorkItemSummaryView } from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';
import { listInWords } from '../../../ui/words.js';
import type { Period } from './list-shape.js';

/** What a timeline shows, in a sentence: `3 dates from 17 January 2020 to 17 August 2020: 1 overdue and 2 to come.` */
export function timelineInWords(items: readonly Pick<WorkItemSummaryView, 'overdue'>[], period: Period): string {
  const late = items.filter(({ overdue }) => overdue).length;
  const toCome = items.length - late;
  const span = `from ${dayInWords(period.from)} to ${dayInWords(period.to)}`;
  if (items.length === 0) return `No date ${span}.`;
  const parts = [...(late > 0 ? [`${late} overdue`] : []), ...(toCome > 0 ? [`${toCome} to come`] : [])];
  return `${items.length === 1 ? '1 date' : `${items.length} dates`} ${span}: ${listInWords(parts)}.`;
}
