import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import type { Deadline, Firing } from '../deadline/deadline.js';
import type { DeadlineRule, Duration } from '../deadline/rule.js';
import type { EligibilityRule } from '../eligibility/eligibility.js';
import type { Organisation, Role } from '../organisation/organisation.js';
import type { WorkflowDefinition } from '../workflow/definition.js';

/** `{ body, date, reference }` of a formal decision, kept as one value. */
export interface DecisionValue {
  body: string;
  date: LocalDate;
  reference: string;
}

export type FieldValue = string | number | boolean | null | DecisionValue;
export type Fields = Readonly<Record<string, FieldValue>>;

export interface RecordEntry {
  no: number;
  fields: Fields;
  addedAt: Instant;
  addedBy: string;
}

export interface Evidence {
  no: number;
  title: string;
  note: string | null;
  link: string | null;
  /** File kept by its hash; null where the evidence is a note or a link. */
  file: { name: string; sha256: string; bytes: number; mediaType: string } | null;
  addedAt: Instant;
  addedBy: string;
}

export interface Link {
  no: number;
  to: string;
  kind: string;
  addedAt: Instant;
  addedBy: string;
}

/** One undertaking on its way. The whole of it travels through every decision. */
export interface WorkItem {
  id: string;
  reference: string;
  workflow: string;
  definitionVersion: number;
  title: string;
  state: string;
  /** When the state was entered. */
  enteredAt: Instant;
  /** While it stands in a state that pauses: the state that it goes back to. */
  returnsTo: string | null;
  level: number;
  closed: boolean;
  exempt: boolean;
  /** Set while the state is restricted: the posts and people who alone may see it. */
  restrictedTo: { posts: readonly string[]; people: readonly string[] } | null;
  /** Roles that do not see it as it stands, unless they own it or contribute. */
  hiddenFrom: readonly string[];
  ownerPost: string;
  contributors: readonly string[];
  fields: Fields;
  records: Readonly<Record<string, readonly RecordEntry[]>>;
  evidence: readonly Evidence[];
  links: readonly Link[];
  deadlines: readonly Deadline[];
  /** The earliest running dueOn, or the review date while paused; null when closed. */
  nextDueOn: LocalDate | null;
  /** Who made each transition last, by transition key: for "done by a different person". */
  doneBy: Readonly<Record<string, string>>;
  /** Starts at 1 when created; every accepted change but a firing adds 1. */
  version: number;
  createdAt: Instant;
  createdBy: string;
}

export type Actor =
  /** `posts` are those held or covered on the day, and those acted for while they stand vacant. */
  | { kind: 'person'; personId: string; name: string; roles: readonly Role[]; posts: readonly string[] }
  | { kind: 'system'; name: 'sweep' | 'seed' | 'calendar' | 'outbox' | 'raising' };

/** The local value of a time limit in force on a day; administrators change it without a release. */
export interface LocalValue {
  /** `challenge-card/triage`. */
  key: string;
  version: number;
  duration: Duration;
  effectiveFrom: LocalDate;
  agreedBy: string;
}

/** All that a rule may know. Read before, handed in; nothing is fetched by a rule. */
export interface Facts {
  now: Instant;
  /** The London day of `now`. */
  today: LocalDate;
  actor: Actor;
  definition: WorkflowDefinition;
  rules: readonly DeadlineRule[];
  localValues: readonly LocalValue[];
  calendars: readonly Calendar[];
  organisation: Organisation;
  /** Person id → roles: for what is told to a role. */
  roles?: Readonly<Record<string, readonly Role[]>>;
  /** The level at which the item stands whose deadlines are planned. */
  level?: number;
  /** Rules of eligibility, every version. */
  eligibilityRules?: readonly EligibilityRule[];
  /** Every published definition, newest of a key last: for a transition that opens an item of another workflow. */
  definitions?: readonly WorkflowDefinition[];
  /** An id for an item that this change may open. */
  newId?: string;
  /**
   * Keys of rules (`ehc-advice`) and of a council's own limits (`challenge-card/triage`) of which running deadlines take
   * the version in force now. None but where one of these is published.
   */
  anew?: readonly string[];
  /** How the items that are part of this one stand; only read where the definition's assessment asks for it. */
  parts?: readonly PartState[];
}

/** An item that is part of another, as far as the other's assessment looks at it. */
export interface PartState {
  state: string;
  closed: boolean;
  overdue: boolean;
}

/** What is absent or untrue, in the user's words. */
export interface Missing {
  field: string;
  text: string;
}

/**
 * Why a command was refused. `forbidden` 403, `unknown` 404, `malformed` 400, `state` 409, `missing` 422.
 * Nothing is written.
 */
export interface Refusal {
  kind: 'forbidden' | 'unknown' | 'malformed' | 'state' | 'missing';
  detail: string;
  missing: readonly Missing[];
}

export interface EventDraft {
  /** Past tense: `work-item-created`, `work-item-transitioned`, `step-taken-back`, `fields-edited`, `owner-changed`,
   *  `deadline-extended`,
   *  `deadlines-suspended`, `deadlines-resumed`, `deadline-scheduled`, `link-added`, `evidence-added`,
   *  `level-raised`, `level-acknowledged`, `fanned-out`, `comment-added`,
   *  `record-added`, `deadline-recalculated`, `definition-migrated`, `reminder-fired`, `deadline-missed`, `level-reached`,
   *  `check-in-opened`. */
  type: string;
  actorName: string;
  actorId: string | null;
  at: Instant;
  /** The local day that it is about (a back-dated act has another than `at`). */
  occurredOn: LocalDate;
  from?: string;
  to?: string;
  /** Visible fields that changed, with their new values. */
  fields?: Readonly<Record<string, unknown>>;
  reason?: string;
  /** What fired, where the event is that of a firing: the store keeps it, so that it is never told twice. */
  firing?: Firing & { deadline: { key: string; occurrence: number } };
  /** True for changes made by a person or a recalculation; false for firings and comments, which add no version step. */
  stepsVersion: boolean;
}

/** Somebody is to be told. The worker turns it into a message, checked again when it is sent. */
export interface NoticeDraft {
  /** Recipient post. */
  post: string;
  /** `exception`: a late one of many, for the weekly list instead of a message of its own. */
  kind: 'reminder' | 'overdue' | 'assigned' | 'date-moved' | 'escalation' | 'exception' | 'mention';
  deadline: { key: string; occurrence: number } | null;
  dueOn: LocalDate | null;
  /** Unique with the item: `reminder:answer:1:-5wd:2018-07-12`. A second writing is ignored. */
  uniqueKey: string;
  /** Marked late when it fired after its day, after an outage. */
  late: boolean;
}

/** A decision to change: the whole after-image; the store writes what differs. */
export interface Change {
  item: WorkItem;
  event: EventDraft;
  /** Firings add several events in one change; the first is `event`. */
  furtherEvents: readonly EventDraft[];
  notices: readonly NoticeDraft[];
  /** Items that are created with it, in the same writing; `item` links to each by its id. Left out where there are none. */
  opens?: readonly OpenedItem[];
  /** What was said with it. */
  comment?: CommentDraft;
}

/** Somebody who is named in a comment: `@head-of-fostering` or `@asha-whitcombe`. */
export interface Mention {
  /** The key of a post, or a person's name in small letters with hyphens. */
  key: string;
  kind: 'post' | 'person';
  name: string;
  /** The post by which they are told. */
  post: string;
}

/** Something that is said about an item. It is no part of the item: no decision looks at it. */
export interface CommentDraft {
  id: string;
  text: string;
  by: string;
  byId: string | null;
  at: Instant;
  mentions: readonly Mention[];
  /** Who might see the item when it was written. */
  sight: Pick<WorkItem, 'exempt' | 'restrictedTo' | 'hiddenFrom'>;
}

/** An item that another one opened: it is written first, and the link then says its reference. */
export interface OpenedItem {
  change: Change;
  definition: WorkflowDefinition;
}

export type Decision = { allowed: true; change: Change } | { allowed: false; refusal: Refusal };
