export { checkFile } from './check-file.js';
export { loadEligibilityRules } from './eligibility.js';
export { loadLibrary, type Library } from './library.js';
export { wordsOf } from './parse-definition.js';
export { readDefinition, type LibraryDefinition } from './read-definition.js';
export { ruleKeys, shippedDefinitions } from './shipped.js';
export type { FileFault } from './yaml-file.js';
