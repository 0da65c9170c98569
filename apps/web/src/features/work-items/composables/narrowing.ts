import type { FieldView, WorkflowView } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';
import { keyInWords, listInWords, lowerFirst } from '../../../ui/words.js';

/** What a list is narrowed to that no box above it shows, as a figure's link asks for it: in words, and without it. */
export interface Narrowing {
  key: string;
  words: string;
  /** The address of the list when it is taken away. */
  without: LocationQuery;
}

type Reader = (value: string, workflow: WorkflowView) => string;

/** In this order they are read out. */
const readers: Readonly<Record<string, Reader>> = {
  state: statesInWords,
  field: fieldInWords,
  level: (value) => (value === '0' ? 'Not raised to a level' : `Level ${value}`),
  stalled: () => 'Stalled, by the rule of this workflow',
  team: (value) => `Team: ${keyInWords(value)}`,
};

export function narrowingOf(query: LocationQuery, workflow: WorkflowView): Narrowing[] {
  return Object.entries(readers).flatMap(([key, read]) => {
    const value = query[key];
    if (typeof value !== 'string' || value === '' || (key === 'state' && !isSeveral(value))) return [];
    const without = Object.fromEntries(Object.entries(query).filter(([each]) => each !== key && each !== 'cursor'));
    return [{ key, words: read(value, workflow), without }];
  });
}

/** One state stands in its box; several have no box. */
export function isSeveral(states: unknown): states is string {
  return typeof states === 'string' && states.includes(',');
}

/** Whichever is shorter: the states that are shown, or the open ones that are not. */
function statesInWords(value: string, { states }: WorkflowView): string {
  const asked = value.split(',');
  const labels = (which: (state: WorkflowView['states'][number]) => boolean) =>
    states.filter(which).map(({ label }) => `“${label}”`);
  const open = states.filter(({ final }) => !final);
  const left = open.filter(({ key }) => !asked.includes(key));
  const noneClosed = asked.every((key) => open.some((state) => state.key === key));
  if (noneClosed && left.length === 0) return 'Open';
  if (noneClosed && left.length < asked.length) {
    return `Open, and not ${listInWords(
      labels(({ key, final }) => !final && !asked.includes(key)),
      'or',
    )}`;
  }
  return listInWords(
    labels(({ key }) => asked.includes(key)),
    'or',
  );
}

/** `noRecordedSchool:true` → `No recorded school`; `yearGroup:10|11` → `School year: 10 or 11`. */
function fieldInWords(value: string, { fields }: WorkflowView): string {
  const [key = '', ...rest] = value.split(':');
  const field = fields.find((each) => each.key === key);
  const values = rest.join(':').split('|');
  if (!field) return value;
  if (field.type === 'boolean') return values[0] === 'true' ? field.label : `Not: ${lowerFirst(field.label)}`;
  const words = values.map((each) => labelOf(field, each));
  return `${field.label}: ${listInWords(words, 'or')}`;
}

const labelOf = ({ options }: FieldView, value: string): string =>
  options?.find((option) => option.value === value)?.label ?? value;
