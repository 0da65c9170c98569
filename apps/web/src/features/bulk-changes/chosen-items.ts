import type { LocationQuery } from 'vue-router';

const mostItems = 200;

/** The references of the items that were ticked in the list: they stand in the address, each once. */
export function chosenItems({ items }: LocationQuery): string[] {
  const references = String(items ?? '')
    .split(',')
    .filter(Boolean);
  return [...new Set(references)].slice(0, mostItems);
}
