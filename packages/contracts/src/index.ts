export * from './values.js';
export * from './problem.js';
export * from './session.js';
export * from './work-items.js';
export * from './workflows.js';
export * from './deadlines.js';
export * from './organisation.js';
export * from './health.js';
