import type {
  Change,
  Deadline,
  EventDraft,
  Facts,
  Instant,
  LocalDate,
  WorkItem,
  WorkflowDefinition,
} from '@kept/domain';
import { v7 as uuid } from 'uuid';

/** A workflow of two states, so that a test of a store says nothing about the rules. */
export const requestWorkflow: WorkflowDefinition = {
  key: 'request',
  version: 1,
  reference: 'RQ',
  title: { officer: 'Request', plain: 'Our request' },
  classification: 'unrestricted',
  initial: 'open',
  owner: { default: 'corporate-parenting-officer' },
  fields: { subject: { type: 'text', label: 'Subject', required: false, plain: false } },
  records: {},
  local: {
    reply: { amount: { amount: 10, unit: 'working-days' } },
    panel: { nextMeetingOf: 'corporate-parenting-panel', else: { amount: 20, unit: 'working-days' } },
  },
  states: {
    open: {
      label: 'Open',
      final: false,
      restricted: false,
      hiddenFrom: [],
      limits: [
        { local: 'panel', continues: [], reminders: [{ amount: -5, unit: 'working-days' }], ignoresQuietHours: false },
      ],
    },
    done: { label: 'Done', final: true, restricted: false, hiddenFrom: [], limits: [] },
  },
  transitions: {
    finish: {
      label: 'Finish',
      from: ['open'],
      to: [{ state: 'done', when: [] }],
      by: ['officer'],
      needs: [],
      asks: [],
    },
  },
  escalation: {},
  visibility: { officer: ['item'], 'panel-member': ['item'] },
};

export const officer = (personId: string) =>
  ({
    kind: 'person',
    personId,
    name: 'Asha Whitcombe',
    roles: ['officer'],
    posts: ['corporate-parenting-officer'],
  }) as const;

/** A reply due on a day, with one reminder at 08:00 a week before and the due firing at the midnight after. */
export function replyDeadline(dueOn: LocalDate, plan: Deadline['plan'], startedAt: Instant): Deadline {
  return {
    key: 'reply',
    occurrence: 1,
    rule: 'request/reply',
    basis: 'local',
    versions: {
      workflow: { key: 'request', version: 1 },
      rule: null,
      local: null,
      calendars: [],
      meeting: null,
      body: null,
    },
    startedOn: startedAt.slice(0, 10),
    startedAt,
    statutoryOn: null,
    calculatedOn: dueOn,
    agreedOn: null,
    scheduledOn: null,
    dueOn,
    dueAt: null,
    metOn: null,
    status: 'running',
    extensions: [],
    suspensions: [],
    exceptions: [],
    receipt: [{ step: 'due', date: dueOn, text: 'Ten working days after it was raised.' }],
    reminders: [],
    escalation: null,
    ignoresQuietHours: false,
    plan,
  };
}

export const eventOf = (facts: Facts, type: string, detail: Partial<EventDraft> = {}): EventDraft => ({
  type,
  actorName: facts.actor.name,
  actorId: facts.actor.kind === 'person' ? facts.actor.personId : null,
  at: facts.now,
  occurredOn: facts.today,
  stepsVersion: true,
  ...detail,
});

/** A new request as a change; `item` overrides what it says. */
export function newRequest(facts: Facts, item: Partial<WorkItem> = {}): Change {
  const blank: WorkItem = {
    id: uuid(),
    reference: '',
    workflow: 'request',
    definitionVersion: 1,
    title: 'A later bus on Saturdays',
    state: 'open',
    enteredAt: facts.now,
    returnsTo: null,
    level: 0,
    closed: false,
    exempt: false,
    restrictedTo: null,
    hiddenFrom: [],
    ownerPost: 'corporate-parenting-officer',
    contributors: [],
    fields: { subject: 'buses' },
    records: {},
    evidence: [],
    links: [],
    deadlines: [],
    nextDueOn: '2020-03-02',
    doneBy: {},
    version: 1,
    createdAt: facts.now,
    createdBy: facts.actor.name,
    ...item,
  };
  return {
    item: blank,
    event: eventOf(facts, 'work-item-created', { to: blank.state }),
    furtherEvents: [],
    notices: [],
  };
}

/** The item one version on, with these changes. */
export function edited(item: WorkItem, facts: Facts, to: Partial<WorkItem>): Change {
  const after = { ...item, ...to, version: item.version + 1 };
  return {
    item: after,
    event: eventOf(facts, 'fields-edited', { fields: to.fields ?? {} }),
    furtherEvents: [],
    notices: [],
  };
}
