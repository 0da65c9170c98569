import type { MattersArisingView } from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';

type Matter = MattersArisingView['matters'][number];

/** “Minute 80, paragraph 3 a), of 1 June 2018”. */
export function minuteInWords({ meetingDate, minute, paragraph }: Matter): string {
  const number = minute === null ? 'No minute' : `Minute ${minute}`;
  return `${number}${paragraph === null ? '' : `, paragraph ${paragraph}`}, of ${dayInWords(meetingDate)}`;
}

/** What the meeting has before it, in one sentence. */
export function mattersInWords(matters: readonly Matter[]): string {
  const open = matters.filter(({ closed }) => !closed);
  const ready = open.filter(({ state }) => state === 'proposed-to-close').length;
  const late = open.filter(({ overdue }) => overdue).length;
  const closed = matters.length - open.length;
  if (matters.length === 0) return 'Nothing that an earlier meeting ordered is open.';
  const parts = [
    open.length === 0
      ? 'Nothing is open any more'
      : `${open.length} open, of which ${ready} proposed to close and ${late} late`,
    ...(closed === 0 ? [] : [`${closed} closed at this meeting`]),
  ];
  return `${parts.join('; ')}.`;
}

/** “Confirm” is the meeting's word for closing what its owner proposed to close. */
export function stepInWords({ transition, label }: Matter['steps'][number]): string {
  return transition === 'close' ? 'Confirm and close' : label;
}
