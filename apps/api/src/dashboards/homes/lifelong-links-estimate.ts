import type { TableView } from '@kept/contracts';
import { barTable } from '../tables.js';

/**
 * What the panel's paper of 19 July 2018 (agenda item 6) says of need and room. No item makes these numbers: they are the
 * paper's, each with its paragraph. The paper itself calls 1,120 an estimate from the first year of the pilot.
 */
const printed = {
  source: 'Corporate Parenting Panel, 19 July 2018, agenda item 6: paragraphs 2.4 (1,120), 3.2 (210) and 3.1 (500).',
  estimate: 1120,
  funded: 210,
  conferences: 500,
} as const;

/** The estimate of need beside the referrals that are paid for and the conferences that can be held. */
export function estimateTable(): TableView {
  const { source, estimate, funded, conferences } = printed;
  const each = (estimate / funded).toFixed(1);
  return barTable(
    {
      key: 'estimate',
      title: 'Need and room, as the panel was told in July 2018',
      sentence: `About ${estimate.toLocaleString('en-GB')} young people were expected to meet the criteria over three years, and ${funded} referrals were paid for: ${each} young people for each place.`,
      source,
    },
    ['What is counted', 'Number'],
    [
      { cells: ['Young people who would meet the criteria, over 3 years (an estimate)', estimate] },
      { cells: ['Referrals that are paid for, over the same 3 years', funded] },
      { cells: ['Conferences that the service can hold in a year, for all of its work (about)', conferences] },
    ],
  );
}
