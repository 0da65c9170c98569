import { mayWorkOn } from './authority.js';
import { refuse, refuseUnknown } from './decision.js';
import type { Decision, Facts, WorkItem } from './work-item.js';
import { maySee } from './visibility.js';

/**
 * What every change other than a transition asks first: may the actor see the item (else `unknown`), may they work on
 * it (else `forbidden`), is it still open (else `state`)? Null lets the change go on.
 */
export function refuseChange(item: WorkItem, facts: Facts, asks: { open: boolean }): Decision | null {
  if (!maySee(item, facts.definition, facts.actor)) return refuseUnknown();
  if (!mayWorkOn(item, facts.definition, facts.actor))
    return refuse('forbidden', 'You may read this item, not change it.');
  return asks.open && item.closed ? refuse('state', 'The item is closed.') : null;
}

/** May this actor change the item now, beside its transitions: its owner, its dates, evidence, links and records? */
export function mayChange(item: WorkItem, facts: Facts): boolean {
  return refuseChange(item, facts, { open: true }) === null;
}
