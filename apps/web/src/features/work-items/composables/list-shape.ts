import { addDays, addMonths, isLocalDate } from '@kept/domain';
import type { LocationQuery } from 'vue-router';
import { listQuery } from './list-filters.js';

/** The ways in which a worklist is laid out; the first needs no word in the address. */
export const shapes = [
  { key: 'list', label: 'List' },
  { key: 'board', label: 'Board' },
  { key: 'timeline', label: 'Timeline' },
] as const;
export type Shape = (typeof shapes)[number]['key'];

export function shapeOf({ as }: LocationQuery): Shape {
  return shapes.find(({ key }) => key === as)?.key ?? 'list';
}

/** The same list laid out otherwise: what narrows it stays, its page does not. */
export function addressAs(shape: Shape, query: LocationQuery): LocationQuery {
  const { as: _as, cursor: _cursor, from: _from, to: _to, ...rest } = query;
  return shape === 'list' ? rest : { ...rest, as: shape };
}

/** So many cards a column of a board begins with, and so many more it shows each time. */
const columnSize = 20;

/** What one column of a board is asked with: the list, of one state alone. */
export function columnQuery(workflow: string, query: LocationQuery, state: string): Record<string, string> {
  const { cursor: _cursor, ...asked } = listQuery(workflow, query);
  return { ...asked, state, limit: `${columnSize}` };
}

/** The days that a timeline shows, both ends with it. */
export interface Period {
  from: string;
  to: string;
}

/** From the address; what is no day, or ends before it begins, is a month back to six months on. */
export function periodOf(query: LocationQuery, today: string): Period {
  const day = (key: string) => (typeof query[key] === 'string' && isLocalDate(query[key]) ? query[key] : null);
  const from = day('from') ?? addMonths(today, -1);
  const to = day('to') ?? addMonths(today, 6);
  return from <= to ? { from, to } : { from: addMonths(today, -1), to: addMonths(today, 6) };
}

/** More bars than this nobody reads. */
export const mostOnTimeline = 100;

export interface TimelineQueries {
  /** What is drawn. */
  within: Record<string, string>;
  /** Whether there is more before and after the period: the first of each. */
  before: Record<string, string>;
  after: Record<string, string>;
}

/** What a timeline is asked with: what is open and has a date, by that date. A date that the list is narrowed by holds too. */
export function timelineQueries(workflow: string, query: LocationQuery, { from, to }: Period): TimelineQueries {
  const { cursor: _cursor, sort: _sort, dueBefore, ...asked } = listQuery(workflow, query);
  const end = dueBefore ?? '9999-12-31';
  const next = addDays(to, 1);
  const open = { ...asked, closed: 'false', sort: 'due' };
  return {
    within: { ...open, dueFrom: from, dueBefore: earliest(next, end), limit: `${mostOnTimeline}` },
    before: { ...open, dueBefore: earliest(from, end), limit: '1' },
    after: { ...open, dueFrom: next, ...(dueBefore !== undefined && { dueBefore }), limit: '1' },
  };
}

const earliest = (one: string, other: string): string => (one < other ? one : other);
