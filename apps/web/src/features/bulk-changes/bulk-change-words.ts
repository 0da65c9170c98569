import type { BulkChangeView } from '@kept/contracts';
import { dayInWords } from '../../ui/dates.js';
import { listInWords } from '../../ui/words.js';

type Item = BulkChangeView['items'][number];
type Step = NonNullable<Item['step']>;

export const itemsInWords = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

/** Above the heading of each page of one change. */
export function captionOf({ transition }: Pick<BulkChangeView, 'transition'>): string {
  return transition ? 'Same step with the chosen' : 'Change owner of the chosen';
}

export function questionOf({ to, transition, changed }: BulkChangeView): string {
  if (changed === 0) return `${transition ? `${transition.label}: none` : 'None'} of them would change`;
  if (transition) return `${transition.label}: take this step with ${itemsInWords(changed)}?`;
  return `Change the owner of ${itemsInWords(changed)} to ${to?.title}?`;
}

export function titleOf({ changed, refused, undoneAt, stopped, transition }: BulkChangeView): string {
  const undone = transition ? `${changed} put back` : `${changed} given back`;
  const made = transition ? `${transition.label}: done with ${changed}` : `The owner of ${changed} changed`;
  const done = undoneAt || stopped === 'undo' ? undone : made;
  return refused === 0 ? done : `${done}, ${refused} ${stopped ? 'refused or not reached' : 'refused'}`;
}

/** How many of those that would change, or did, cannot be taken back. */
export function lastingCount({ items }: BulkChangeView): number {
  return items.filter(({ outcome, step }) => outcome !== 'refused' && step?.lasting).length;
}

/** What would become of one item, or became of it, beside the tag: a line each. */
export function linesOf(item: Item, to: BulkChangeView['to']): string[] {
  const { because, step, outcome, from } = item;
  if (because !== null) return step?.lasting === because ? [because] : stateOf(step, because);
  if (step) return stepLines(step, outcome);
  const before = from?.title ?? 'Another post';
  return [outcome === 'undone' ? `${to?.title} → ${before}` : `${before} → ${to?.title}`];
}

/** Why a step is refused is read beside where the item stands, once. */
function stateOf(step: Step | null, because: string): string[] {
  return step && !because.includes(`“${step.from.title}”`) ? [step.from.title, because] : [because];
}

function stepLines({ from, to, begins, ends, lasting }: Step, outcome: Item['outcome']): string[] {
  if (outcome === 'undone') return [`${to?.title ?? ''} → ${from.title}`];
  const [begin, end] = outcome === 'would-change' ? ['Would begin', 'Would end'] : ['Began', 'Ended'];
  const way = from.key === to?.key ? `Stays: ${from.title}` : `${from.title} → ${to?.title ?? ''}`;
  return [way, ...dateLine(begin, begins), ...dateLine(end, ends), ...(lasting === null ? [] : [lasting])];
}

/** None where there is no date. */
function dateLine(what: string, dates: Step['begins']): string[] {
  return dates.length === 0 ? [] : [`${what}: ${datesInWords(dates)}`];
}

function datesInWords(dates: Step['begins']): string {
  return listInWords(dates.map(({ title, on }) => `${title}, ${dayInWords(on)}`));
}
