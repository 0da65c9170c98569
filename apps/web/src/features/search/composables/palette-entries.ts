import type { ItemHitView, SavedViewView, WorkflowSummaryView } from '@kept/contracts';
import type { RouteLocationRaw } from 'vue-router';
import { isReference } from '../../../rows/references.js';
import { lowerFirst } from '../../../ui/words.js';

export interface Entry {
  id: string;
  text: string;
  to: RouteLocationRaw;
}
export interface EntryGroup {
  key: string;
  title: string;
  entries: Entry[];
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Entries of which each word asked begins a word; those that begin with what was asked stand first. */
export function matching(entries: readonly Entry[], asked: string): Entry[] {
  const words = wordsIn(asked);
  const found = entries.filter(({ text }) => {
    const own = wordsIn(text);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
  const begins = ({ text }: Entry): boolean => text.toLowerCase().startsWith(asked.trim().toLowerCase());
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}

export function pageEntries(places: readonly { text: string; to: RouteLocationRaw }[]): Entry[] {
  const more = [
    { text: 'All saved views', to: { name: 'views' } },
    { text: 'Keyboard', to: { name: 'keyboard' } },
  ];
  return [...places, ...more].map(({ text, to }, index) => ({ id: `page-${index}`, text, to }));
}

/** What this officer may start. */
export function startEntries(workflows: readonly WorkflowSummaryView[]): Entry[] {
  return workflows
    .filter(({ mayCreate }) => mayCreate)
    .map(({ key, title }) => ({
      id: `start-${key}`,
      text: `New ${lowerFirst(title.officer)}`,
      to: { name: 'work-new', params: { workflow: key } },
    }));
}

export function viewEntries(views: readonly SavedViewView[]): Entry[] {
  return views.map(({ id, name }) => ({ id: `view-${id}`, text: name, to: { name: 'view', params: { id } } }));
}

export function itemEntries(hits: readonly ItemHitView[]): Entry[] {
  return hits.map(({ id, item: { reference, title, workflow } }) => ({
    id: `item-${id}`,
    text: `${reference} ${title}`,
    to: { name: 'item', params: { workflow, reference } },
  }));
}

/** The way on where the palette has not enough: the page of the search, with what was typed. */
export function searchEntry(asked: string): Entry[] {
  const q = asked.trim();
  if (q === '') return [];
  const text = isReference(q.toUpperCase()) ? `Open ${q.toUpperCase()}` : `Search everything for “${q}”`;
  return [{ id: 'search', text, to: { name: 'search', query: { q } } }];
}

/** Groups with something in them. */
export function filled(groups: readonly EntryGroup[]): EntryGroup[] {
  return groups.filter(({ entries }) => entries.length > 0);
}
