import type { Actor, Facts, Meeting, Organisation } from '@kept/domain';
import { loadLibrary } from '../src/index.js';
import { actor, cardFacts, officer } from './card-facts.js';

const panel = 'corporate-parenting-panel';
const definitions = loadLibrary().definitions.map(({ definition }) => definition);

/** The clerk and the chair of an invented panel, beside the officer and the directors of `card-facts`. */
export const clerk = actor('democratic-services', ['democratic-services-officer']);
export const chair = actor('chair', ['panel-chair']);

/** The panel's meeting of a day. */
export const meetingOf = (heldOn: string): Meeting => ({
  id: `panel-${heldOn}`,
  body: panel,
  heldOn,
  title: 'The panel',
  held: false,
});

const days = ['2018-06-01', '2018-07-19', '2018-09-13', '2018-11-29'];

/** All that a rule may know on a day of a workflow of the panel. `meetings` are the panel's, of the days above unless told. */
export function panelFacts(
  workflow: string,
  on: string,
  who: Actor = officer,
  meetings: readonly Meeting[] = days.map(meetingOf),
): Facts {
  const facts = cardFacts(on, who);
  const definition = definitions.find(({ key }) => key === workflow);
  if (!definition) throw new Error(`There is no workflow ${workflow} in the library.`);
  return { ...facts, definition, definitions, newId: 'opened', organisation: panelOf(facts.organisation, meetings) };
}

function panelOf(organisation: Organisation, meetings: readonly Meeting[]): Organisation {
  const own = ['democratic-services-officer', 'panel-chair', 'cabinet-member'];
  const posts = own.map((key) => ({ key, title: key, aliases: [], reportsTo: null, team: null }));
  return {
    ...organisation,
    posts: [...organisation.posts, ...posts],
    bodies: [{ key: panel, title: 'Corporate Parenting Panel', kind: 'panel' }],
    meetings,
  };
}
