import {
  acknowledgeLevel,
  addEvidence,
  addLink,
  addRecord,
  changeOwner,
  completeRecord,
  editWorkItem,
  escalateItem,
  extendItemDeadline,
  suspendItem,
  transitionWorkItem,
} from '@kept/domain';
import type { Decision, Facts, WorkItem } from '@kept/domain';
import type { StepContent } from './content.js';
import { fieldsOf, referenceOf } from './values.js';
import type { Names } from './values.js';

export type Act = (item: WorkItem, facts: Facts) => Decision;

/** Each act that a step may hold, as the decision that an officer's request for it would ask for. */
const acts = {
  transition: (step, names) => {
    const command = { transition: step.transition, fields: fieldsOf(step.fields ?? {}, names), reason: step.reason };
    return (item, facts) => transitionWorkItem(item, command, facts);
  },
  record: (step, names) => {
    const fields = fieldsOf(step.fields ?? {}, names);
    return (item, facts) => addRecord(item, step.record, fields, facts);
  },
  complete: (step, names) => {
    const entry = { kind: step.complete.record, no: step.complete.no };
    const fields = fieldsOf(step.fields ?? {}, names);
    return (item, facts) => completeRecord(item, entry, fields, facts);
  },
  evidence: ({ evidence: { title, note = null, link = null } }) => {
    return (item, facts) => addEvidence(item, { title, note, link, file: null }, facts);
  },
  edit: (step, names) => {
    const fields = fieldsOf(step.edit, names);
    return (item, facts) => editWorkItem(item, { fields }, facts);
  },
  schedule: ({ schedule }) => {
    return (item, facts) => editWorkItem(item, { schedule }, facts);
  },
  owner: ({ owner }) => {
    return (item, facts) => changeOwner(item, owner, facts);
  },
  extend: ({ extend }) => {
    return (item, facts) => extendItemDeadline(item, extend.deadline, extend, facts);
  },
  escalate: ({ escalate }) => {
    return (item, facts) => escalateItem(item, escalate, facts);
  },
  acknowledge: ({ acknowledge }) => {
    return (item, facts) => acknowledgeLevel(item, acknowledge, facts);
  },
  suspend: ({ suspend }) => {
    return (item, facts) => suspendItem(item, suspend, facts);
  },
  link: ({ link: { to, kind } }, names) => {
    const reference = typeof to === 'string' ? to : referenceOf(to.item, names);
    return (item, facts) => addLink(item, { to: reference, kind }, facts);
  },
} satisfies { [Key in keyof StepContent]?: (step: Given<Key>, names: Names) => Act };

/** A step in which this key is there. */
type Given<Key extends keyof StepContent> = StepContent & { [Each in Key]-?: NonNullable<StepContent[Each]> };

/**
 * The decision of a step on an item that is there already.
 * @throws Error where the step holds no act, or names something that is not there
 */
export function actOf(step: StepContent, names: Names): Act {
  for (const [key, act] of Object.entries(acts)) {
    if (step[key as keyof StepContent] !== undefined)
      return (act as (step: StepContent, names: Names) => Act)(step, names);
  }
  throw new Error('This step holds nothing that can be done.');
}
