import type { WorkflowDefinition } from '../workflow/definition.js';
import type { Actor, WorkItem } from './work-item.js';

type Person = Extract<Actor, { kind: 'person' }>;

/**
 * Does the actor stand in a `by` list for this item? Roles count as they are, but a role that has the key of a field
 * of type post (`director`) decides only where that field names a post of the actor, or names none yet.
 */
export function standsIn(by: readonly string[], item: WorkItem, definition: WorkflowDefinition, actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  return by.some((one) => {
    if (one === 'owner') return actor.posts.includes(item.ownerPost);
    if (one === 'contributor') return contributes(item, actor);
    return hasRole(actor, one) && mayDecideAs(one, item, definition, actor);
  });
}

/** May the actor work on the item at all: edit, add evidence, hand it over, extend its deadlines? */
export function mayWorkOn(item: WorkItem, definition: WorkflowDefinition, actor: Actor): boolean {
  return standsIn(['owner', 'contributor', ...workingRoles(definition)], item, definition, actor);
}

/** Roles, not relations, that stand in the `by` of any transition. */
export function workingRoles(definition: WorkflowDefinition): string[] {
  const all = Object.values(definition.transitions).flatMap((transition) => transition.by);
  return [...new Set(all)].filter((one) => one !== 'owner' && one !== 'contributor');
}

/** Is one of the actor's posts the owner or a contributor? */
export function isRelated(item: WorkItem, actor: Person): boolean {
  return actor.posts.includes(item.ownerPost) || contributes(item, actor);
}

export function hasRole(actor: Person, role: string): boolean {
  return actor.roles.some((own) => own === role);
}

function contributes(item: WorkItem, actor: Person): boolean {
  return item.contributors.some((post) => actor.posts.includes(post));
}

function mayDecideAs(role: string, item: WorkItem, definition: WorkflowDefinition, actor: Person): boolean {
  if (definition.fields[role]?.type !== 'post') return true;
  const post = item.fields[role];
  return typeof post !== 'string' || actor.posts.includes(post);
}
