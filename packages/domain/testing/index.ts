export { aDefinition, limit } from './definitions.js';
export { anActor, facts, later } from './facts.js';
export { anItem, changed, refused } from './items.js';
export { anOrganisation, meeting } from './organisations.js';
export { agendaPublication, councilClosures, englandAndWales } from './rules.js';
