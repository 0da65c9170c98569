import type { WorkflowDefinition } from '../workflow/definition.js';
import { hasRole, isRelated, workingRoles } from './authority.js';
import type { Actor, Fields, WorkItem } from './work-item.js';

/** Who sees an exempt item beside its owner: Local Government Act 1972, Schedule 12A, is the proper officer's to apply. */
const exemptReaders = ['officer', 'democratic-services', 'director', 'data-protection'] as const;

/** A role that opens the items of one version of a workflow. */
export interface Opening {
  workflow: string;
  version: number;
  role: string;
}

/** What a list may show an actor; the list's SQL applies it row by row and agrees with `maySee`. */
export interface Scope {
  /** Workflows of which the actor's roles open some version. */
  workflows: string[];
  /**
   * Which role opens which version of them. An item hidden from one role may be open by another, and one version of a
   * workflow may be open to a role that the next one closes.
   */
  openings: Opening[];
  /** Items owned by, contributed to or restricted to these posts are seen besides. */
  posts: string[];
  personId: string;
  /** Whether exempt items are seen. */
  exempt: boolean;
}

/** May the actor see the item? One who may not is told that it does not exist. */
export function maySee(item: WorkItem, definition: WorkflowDefinition, actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  if (item.restrictedTo) {
    const { posts, people } = item.restrictedTo;
    return people.includes(actor.personId) || posts.some((post) => actor.posts.includes(post));
  }
  if (item.exempt && !seesExempt(actor) && !actor.posts.includes(item.ownerPost)) return false;
  return isRelated(item, actor) || openingRoles(definition, actor).some((role) => !item.hiddenFrom.includes(role));
}

/**
 * May the actor, who sees the item now, see it as it stood `then`? What was kept from them before it came into view, such
 * as the first wording of what might have been a personal matter, stays so in its history. Who owns it or contributes now
 * sees all of it; an item that is restricted now is its own circle's from the start.
 */
export function mightSeeThen(
  item: WorkItem,
  then: Pick<WorkItem, 'exempt' | 'restrictedTo' | 'hiddenFrom'>,
  definition: WorkflowDefinition,
  actor: Actor,
): boolean {
  const restrictedTo = item.restrictedTo ?? then.restrictedTo;
  const exempt = item.exempt || then.exempt;
  return maySee({ ...item, restrictedTo, exempt, hiddenFrom: then.hiddenFrom }, definition, actor);
}

/** What of an item's past an actor, who sees it now, might see then; SQL applies it row by row and agrees with `mightSeeThen`. */
export interface SightThen {
  /** Nothing was kept from them; the rest says nothing then. */
  everything: boolean;
  posts: readonly string[];
  personId: string;
  /** Whether they see what was exempt. */
  exempt: boolean;
  /** Their post owns the item now, or contributes. */
  related: boolean;
  /** Roles of theirs that open the item, of which one must not have been kept out then. */
  roles: readonly string[];
}

/** The actor's sight of the past of an item that they see now. */
export function sightThen(item: WorkItem, definition: WorkflowDefinition, actor: Actor): SightThen {
  const everything = actor.kind === 'system' || item.restrictedTo !== null;
  if (actor.kind === 'system') return { everything, posts: [], personId: '', exempt: true, related: true, roles: [] };
  return {
    everything,
    posts: actor.posts,
    personId: actor.personId,
    exempt: seesExempt(actor) || actor.posts.includes(item.ownerPost),
    related: isRelated(item, actor),
    roles: openingRoles(definition, actor),
  };
}

/** The law or the council keeps it from open view: no word of what it is about leaves Kept, or stays on a machine. */
export function isDiscreet(
  item: Pick<WorkItem, 'exempt' | 'restrictedTo'>,
  { classification }: WorkflowDefinition,
): boolean {
  return item.exempt || item.restrictedTo !== null || classification !== 'unrestricted';
}

/** May the actor create an item: a role in the `by` of a transition from the initial state. */
export function mayCreate(definition: WorkflowDefinition, actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  return Object.values(definition.transitions)
    .filter((transition) => transition.from.includes(definition.initial))
    .some((transition) => transition.by.some((role) => hasRole(actor, role)));
}

/** The actor's scope over several workflows, for lists and counts. */
export function scopeOf(definitions: readonly WorkflowDefinition[], actor: Actor): Scope {
  if (actor.kind === 'system') {
    const openings = definitions.map(({ key, version }) => ({ workflow: key, version, role: 'system' }));
    return { workflows: workflowsOf(openings), openings, posts: [], personId: '', exempt: true };
  }
  const openings = definitions.flatMap((each) =>
    openingRoles(each, actor).map((role) => ({ workflow: each.key, version: each.version, role })),
  );
  return {
    workflows: workflowsOf(openings),
    openings,
    posts: [...actor.posts],
    personId: actor.personId,
    exempt: seesExempt(actor),
  };
}

/** The item's fields without those that the definition keeps from this actor. */
export function visibleFields(item: WorkItem, definition: WorkflowDefinition, actor: Actor): Fields {
  return Object.fromEntries(Object.entries(item.fields).filter(([key]) => maySeeField(key, item, definition, actor)));
}

/** May the actor see (and so edit) a field? `visibleTo` names roles or the relations owner and contributor. */
export function maySeeField(key: string, item: WorkItem, definition: WorkflowDefinition, actor: Actor): boolean {
  const readers = definition.fields[key]?.visibleTo;
  if (!readers || actor.kind === 'system') return true;
  if (readers.includes('owner') && actor.posts.includes(item.ownerPost)) return true;
  if (readers.includes('contributor') && isRelated(item, actor)) return true;
  return readers.some((reader) => hasRole(actor, reader));
}

type Person = Extract<Actor, { kind: 'person' }>;

/** The actor's roles that see the items of a workflow. */
function openingRoles(definition: WorkflowDefinition, actor: Person): string[] {
  const working = workingRoles(definition);
  return actor.roles.filter((role) => definition.visibility[role]?.includes('item') || working.includes(role));
}

function workflowsOf(openings: Scope['openings']): string[] {
  return [...new Set(openings.map(({ workflow }) => workflow))];
}

function seesExempt(actor: Person): boolean {
  return exemptReaders.some((role) => hasRole(actor, role));
}
