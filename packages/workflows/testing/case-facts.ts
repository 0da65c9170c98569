import {
  londonDay,
  londonInstant,
  type Actor,
  type Decision,
  type Facts,
  type Organisation,
  type WorkItem,
} from '@kept/domain';
import { loadLibrary } from '../src/index.js';
import { actor } from './card-facts.js';

const library = loadLibrary();
const definitions = library.definitions.map(({ definition }) => definition);

/** Those who work on a child's case, in an invented council. */
export const referrer = actor('referrer', ['social-worker-east']);
export const coordinator = actor('coordinator', ['family-group-conference-coordinator']);
export const caseworker = actor('caseworker', ['virtual-school-caseworker-east']);
export const areaLead = actor('area-lead', ['virtual-school-area-lead-east']);
export const senOfficer = actor('sen-officer', ['area-sen-manager-east']);
export const director = actor('director', ['director-integrated-services']);

/** All that a rule may know on a day of an item of that workflow, over everything that ships. */
export function caseFacts(workflow: string, on: string, who: Actor): Facts {
  const definition = definitions.find(({ key }) => key === workflow);
  if (!definition) throw new Error(`There is no workflow ${workflow}.`);
  const now = londonInstant(on, '10:00');
  return {
    now,
    today: londonDay(now),
    actor: who,
    definition,
    definitions,
    rules: library.rules,
    eligibilityRules: library.eligibility,
    localValues: [],
    calendars: library.calendars,
    organisation,
    newId: 'opened',
  };
}

/** The item after an accepted change. @throws with the refusal where it was refused. */
export function changed(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

const posts = [
  ['corporate-director', null],
  ['director-integrated-services', 'corporate-director'],
  ['assistant-director-corporate-parenting', 'director-integrated-services'],
  ['county-service-manager-sen', 'corporate-director'],
  ['area-sen-manager-east', 'county-service-manager-sen'],
  ['virtual-school-head', 'corporate-director'],
  ['virtual-school-area-lead-east', 'virtual-school-head'],
  ['virtual-school-caseworker-east', 'virtual-school-area-lead-east'],
  ['social-worker-east', 'director-integrated-services'],
  ['family-group-conference-coordinator', 'director-integrated-services'],
] as const;

const organisation: Organisation = {
  posts: posts.map(([key, reportsTo]) => ({ key, title: key, aliases: [], reportsTo, team: null })),
  holders: [],
  covers: [],
  absences: [],
  people: [],
  bodies: [],
  meetings: [],
};
