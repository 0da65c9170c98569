import { formatDay } from '../calendar/local-date.js';
import type { Deadline } from './deadline.js';

/** Steps that repeat the date, or hold what somebody typed as a reason or a ground. */
const leftOut = ['counted', 'end', 'agreed', 'suspended'];

/**
 * Why a deadline has its date, as one line for a letter: the rule and its source, the start, what was skipped. The date
 * itself is not repeated, and what an officer typed (the reason of an extension, the ground of a suspension) stays in Kept.
 */
export function receiptLine({ receipt, suspensions, extensions, agreedOn, statutoryOn }: Deadline): string {
  const extension = extensions.at(-1);
  const agreed = extension !== undefined && agreedOn === extension.to;
  return [
    ...receipt.filter(({ step }) => !leftOut.includes(step)).map(({ text }) => text),
    ...(suspensions.length > 0 ? ['The clock was stopped for a time.'] : []),
    ...(agreed ? [`Extended from ${formatDay(extension.from)} to ${formatDay(extension.to)}.`] : []),
    ...(agreed && statutoryOn !== null ? ['The statutory date stays.'] : []),
  ].join(' ');
}
