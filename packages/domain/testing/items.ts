import { createWorkItem, type Decision, type Facts, type Refusal, type WorkItem } from '../src/index.js';
import { facts as someFacts } from './facts.js';

/** An item just created, with whatever is told about it. */
export function anItem(overrides: Partial<WorkItem> = {}, facts: Facts = someFacts()): WorkItem {
  const command = { id: 'item-1', reference: 'RQ-2018-001', title: 'A request', fields: { question: 'May we?' } };
  return { ...changed(createWorkItem(command, facts)), ...overrides };
}

/** The item after an accepted change. @throws with the refusal where it was refused. */
export function changed(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(`Refused: ${JSON.stringify(decision.refusal)}`);
  return decision.change.item;
}

/** The refusal. @throws where the command was accepted. */
export function refused(decision: Decision): Refusal {
  if (decision.allowed) throw new Error(`Accepted: ${decision.change.event.type}`);
  return decision.refusal;
}
