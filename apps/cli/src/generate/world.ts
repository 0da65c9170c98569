import type { Reference } from '@kept/database';
import { londonDay } from '@kept/domain';
import type { Actor, Facts, Instant, WorkflowDefinition } from '@kept/domain';
import type { Cast } from './cast.js';
import type { SharingPost } from './enlarge-organisation.js';
import type { LivesContent } from './lives-content.js';

/** A child in care, as far as Kept knows one: a number in the case system, and an area. */
export interface Child {
  caseReference: string;
  area: string;
}

/** An item that there is by then, for a field that names one. */
export interface KnownItem {
  reference: string;
  createdAt: Instant;
}

/** All that the lives of one council's items are made from. It stands still while they are made. */
export interface World {
  authorityId: string;
  reference: Reference;
  cast: Cast;
  content: LivesContent;
  sharing: readonly SharingPost[];
  /** When the demo opens: nothing happens later. */
  opens: Instant;
  /** Items of a workflow, in order of creation. */
  known: ReadonlyMap<string, readonly KnownItem[]>;
}

/** The newest version of each published workflow. */
export function definitionsOf({ definitions }: Pick<Reference, 'definitions'>): WorkflowDefinition[] {
  return [...new Map(definitions.map((each) => [each.key, each])).values()];
}

/** The facts of a moment. `newId` is for an item that the change may open. */
export function factsAt(
  { reference }: World,
  definition: WorkflowDefinition,
  at: Instant,
  by: { actor: Actor; newId?: string },
): Facts {
  const { rules, localValues, calendars, organisation, roles, eligibilityRules, definitions } = reference;
  const today = londonDay(at);
  return {
    now: at,
    today,
    definition,
    rules,
    localValues,
    calendars,
    organisation,
    roles,
    eligibilityRules,
    definitions,
    ...by,
  };
}
