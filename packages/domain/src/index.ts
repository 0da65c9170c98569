export type * from './calendar/calendar.js';
export type * from './deadline/rule.js';
export type * from './deadline/deadline.js';
export type * from './workflow/definition.js';
export * from './organisation/organisation.js';
export type * from './work-item/work-item.js';
