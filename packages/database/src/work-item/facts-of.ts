import type { Facts, LocalDate, PartState, WorkflowDefinition } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import type { Reference } from '../reference/reference.store.js';
import type { ChangeContext } from './change.js';

/** What a decision may know, all of one moment. */
export function factsOf(
  ctx: Pick<ChangeContext, 'actor'>,
  read: { now: string; today: LocalDate; parts?: readonly PartState[] | null },
  reference: Reference,
  definition: WorkflowDefinition,
): Facts {
  return {
    now: read.now,
    today: read.today,
    actor: ctx.actor,
    definition,
    rules: reference.rules,
    localValues: reference.localValues,
    calendars: reference.calendars,
    organisation: reference.organisation,
    roles: reference.roles,
    eligibilityRules: reference.eligibilityRules,
    definitions: reference.definitions,
    newId: uuid(),
    ...(read.parts && { parts: read.parts }),
  };
}
