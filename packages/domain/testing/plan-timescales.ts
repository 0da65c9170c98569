import type { TimescaleReading } from '../src/plan/reading.js';

type Expected = TimescaleReading extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'words' | 'doubt'>
    : never
  : never;

/** The period of the fostering business plan of 2018-19. */
export const planYear = { from: '2018-04-01', to: '2019-03-31' };

const on = (day: string): Expected => ({ kind: 'date', on: day });
const span = (from: string, to: string): Expected => ({ kind: 'period', from, to });
const each = (period: 'month' | 'quarter' | 'half-year' | 'year', at?: string): Expected => ({
  kind: 'recurrence',
  each: period,
  ...(at === undefined ? {} : { at }),
});
const event = (name: string): Expected => ({ kind: 'event', event: name });
const forAPerson: Expected = { kind: 'unparsed' };

/**
 * Every timescale cell of the fostering business plan (2018 pack, pages 43 to 62) by row, with what it means. Where one
 * cell holds several timescales, each stands in it; where the column is empty, so is the text.
 */
export const planTimescales: readonly { row: string; cell: string; means: readonly Expected[] }[] = [
  { row: '1.1', cell: 'Calendar of events to be published for 2018.', means: [span('2018-01-01', '2018-12-31')] },
  {
    row: '2.1',
    cell: 'To review monthly on fostering Team Operational Dashboard. (TOD)\nParticipation events to be recorded in Foster Carer Annual Reviews.\nTo aim to have groups running across the county during 2018-2019.',
    means: [each('month'), each('year', 'annual review'), span('2018-04-01', '2019-03-31')],
  },
  {
    row: '2.2',
    cell: 'Guidelines are on Tri-x and are to be implemented into all social worker practice.',
    means: [forAPerson],
  },
  { row: '2.3', cell: 'Monthly', means: [each('month')] },
  {
    row: '3.1',
    cell: 'PDP to be completed at time of approval for new foster carers and yearly for existing carers.',
    means: [event('approval'), each('year')],
  },
  {
    row: '3.2',
    cell: 'Training calendar provided to all foster carers for 2018-2019.',
    means: [span('2018-04-01', '2019-03-31')],
  },
  { row: '3.3', cell: 'Fostering Changes will be part of the yearly training calendar.', means: [each('year')] },
  { row: '3.4', cell: 'October 2018 - 2019', means: [span('2018-10-01', '2019-12-31')] },
  { row: '3.5', cell: 'July 2018', means: [on('2018-07-31')] },
  { row: '3.6', cell: 'For all areas to complete by December 2018.', means: [on('2018-12-31')] },
  { row: '3.7', cell: 'December 2018', means: [on('2018-12-31')] },
  { row: '4.1', cell: 'Annual Review', means: [each('year', 'annual review')] },
  { row: '4.2', cell: 'Monthly review of website', means: [each('month')] },
  { row: '4.3', cell: 'April 2019.', means: [on('2019-04-30')] },
  {
    row: '4.4',
    cell: 'Quarterly Ambassadors meetings with Head of Fostering\nFoster Carer survey to be completed July 2018.',
    means: [each('quarter'), on('2018-07-31')],
  },
  { row: '4.5', cell: 'October 2018', means: [on('2018-10-31')] },
  { row: '4.6', cell: 'March 2019', means: [on('2019-03-31')] },
  { row: '5.1', cell: 'Monthly audit return', means: [each('month')] },
  { row: '6.1', cell: 'Monthly', means: [each('month')] },
  { row: '7.1', cell: 'Yearly', means: [each('year')] },
  { row: '7.2', cell: 'September 2018', means: [on('2018-09-30')] },
  { row: '8.1', cell: 'March 2019', means: [on('2019-03-31')] },
  { row: '8.2', cell: 'March 2019', means: [on('2019-03-31')] },
  { row: '8.3', cell: '', means: [forAPerson] },
  {
    row: '9.1',
    cell: 'For all in house placements\nApril 2018 – October 2018\nMarch 2019',
    means: [event('all in house placements'), span('2018-04-01', '2018-10-31'), on('2019-03-31')],
  },
  { row: '9.2', cell: 'For every in-house placement', means: [event('every in-house placement')] },
  { row: '10.1', cell: 'Yearly transition joint training', means: [each('year')] },
  { row: '10.2', cell: '', means: [forAPerson] },
];
