import type { Actor, LocalDate, WorkflowDefinition } from '@kept/domain';
import type { ListFilters } from './work-item.store.js';

/** What a list is narrowed by, as it stands in an address and in a saved view. */
export interface ListAsked {
  workflow?: string | undefined;
  /** One, or any of several with commas between them. */
  state?: string | undefined;
  /** `me` or a post. */
  owner?: string | undefined;
  team?: string | undefined;
  followed?: string | undefined;
  overdue?: string | undefined;
  closed?: string | undefined;
  dueBefore?: LocalDate | undefined;
  dueFrom?: LocalDate | undefined;
  partOf?: string | undefined;
  level?: number | undefined;
  /** `KEY:VALUE` or `KEY:VALUE|VALUE`. */
  field?: string | undefined;
  q?: string | undefined;
}

/** Whoever asks, as far as a list goes: a calendar program and a message ask for somebody who is not signed in. */
export interface ListAsker {
  actor: Pick<Extract<Actor, { kind: 'person' }>, 'personId' | 'posts'>;
  reference: { definitions: readonly WorkflowDefinition[] };
}

/** The filters as the store takes them; null for a field that nobody may narrow by. */
export function listFiltersOf(asked: ListAsked, asker: ListAsker): ListFilters | null {
  const { actor } = asker;
  const { owner, overdue, closed, workflow, state, team, dueBefore, dueFrom, partOf, q } = asked;
  const field = asked.field === undefined ? {} : fieldAsked(asked.field, workflow, asker);
  if (field === null) return null;
  return {
    ...(owner !== undefined && { ownerPosts: owner === 'me' ? actor.posts : [owner] }),
    ...(overdue !== undefined && { overdue: overdue === 'true' }),
    ...(closed !== undefined && { closed: closed === 'true' }),
    ...(asked.followed !== undefined && { followedBy: actor.personId }),
    ...(asked.level !== undefined && { level: asked.level }),
    ...(state !== undefined && { states: state.split(',') }),
    ...field,
    ...given({ workflow, team, dueBefore, dueFrom, partOf, q }),
  };
}

/**
 * A field that everybody who sees the workflow sees. To narrow by one that is kept from somebody would tell them what it
 * holds; an item of an earlier version, which keeps it, is not found by it.
 */
function fieldAsked(
  asked: string,
  workflow: string | undefined,
  { reference }: ListAsker,
): Pick<ListFilters, 'field'> | null {
  const [key = '', ...rest] = asked.split(':');
  const versions = reference.definitions.filter((each) => each.key === workflow);
  const isOpen = ({ fields }: WorkflowDefinition) =>
    Object.hasOwn(fields, key) && fields[key] !== undefined && fields[key].visibleTo === undefined;
  const newest = versions.at(-1);
  if (newest === undefined || !isOpen(newest)) return null;
  const open = versions.filter(isOpen);
  const values = rest.join(':').split('|');
  if (open.length === versions.length) return { field: { key, values } };
  return { field: { key, values, versions: open.map((each) => each.version) } };
}

/** Without the properties that were not given. */
function given<T extends Record<string, string | undefined>>(properties: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
