import type { TallyRow } from '@kept/database';
import { openStates } from './figures.js';
import type { HomeReader } from './home-reader.js';

export const workflow = 'lifelong-links-referral';

/** Nobody has said yet whether they want to take part. */
const identified = ['identified', 'agreement-sought'];

/** What became of some of those who were identified, and what its list is asked with. */
export interface Outcome {
  key: string;
  label: string;
  items: number;
  query: Readonly<Record<string, string>>;
}

/** The states in which a referral is worked on. */
export function workingStates(reader: HomeReader): string {
  return openStates(reader.definition(workflow), ...identified);
}

/**
 * What became of all who were identified, each counted once. Of some nobody has said anything since, and the time to ask
 * them is over: they stand as not accounted for, and no outcome is invented for them.
 */
export function outcomesOf(rows: readonly TallyRow[], working: string): Outcome[] {
  const active = [...working.split(','), 'completed', 'identity-work-sufficient'].join(',');
  const asked = identified.join(',');
  const count = (states: string, which: (row: TallyRow) => boolean = () => true) =>
    rows
      .filter((row) => states.split(',').includes(row.state) && which(row))
      .reduce((sum, { items }) => sum + items, 0);
  const ended = (label: string, state: string): Outcome => ({
    key: state,
    label,
    items: count(state),
    query: { state },
  });
  const all: Outcome[] = [
    { key: 'active', label: 'Confirmed or active', items: count(active), query: { state: active } },
    ended('Withdrawn by the social worker', 'withdrawn-by-social-worker'),
    ended('Withdrawn by the young person', 'withdrawn-by-young-person'),
    ended('Declined by the young person', 'declined-by-young-person'),
    {
      key: 'asked',
      label: 'Being asked, in time',
      items: count(asked, ({ late }) => !late),
      query: { state: asked, overdue: 'false' },
    },
    {
      key: 'silent',
      label: 'Not accounted for',
      items: count(asked, ({ late }) => late),
      query: { state: asked, overdue: 'true' },
    },
  ];
  const rare = ['withdrawn-by-young-person', 'asked'];
  return all.filter(({ key, items }) => items > 0 || !rare.includes(key));
}
