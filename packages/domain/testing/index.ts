export { aDefinition, limit } from './definitions.js';
export { aSearch } from './search-definition.js';
export { anActor, facts, later } from './facts.js';
export { anItem, changed, refused } from './items.js';
export { planTimescales, planYear } from './plan-timescales.js';
export { anOrganisation, meeting } from './organisations.js';
export { agendaPublication, aRule, councilClosures, englandAndWales } from './rules.js';
export { brokenInvariants, passesTwiceAsOnce } from './invariants.js';
export { aCreated, walk, type Step, type Taken } from './random-walk.js';
