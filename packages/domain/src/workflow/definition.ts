import type { Duration } from '../deadline/rule.js';

/**
 * A workflow as data, parsed from its YAML file. The engine knows none of the content: docs/how-to/add-a-workflow.md
 * shows how a file becomes a list, a form, a deadline and a page.
 */
export interface WorkflowDefinition {
  key: string;
  version: number;
  /** Prefix of references, e.g. `CC`. */
  reference: string;
  title: { officer: string; plain: string };
  classification: 'unrestricted' | 'restricted' | 'exempt';
  initial: string;
  owner: { default: string };
  fields: Readonly<Record<string, FieldDefinition>>;
  records: Readonly<Record<string, RecordDefinition>>;
  local: Readonly<Record<string, LocalLimit>>;
  states: Readonly<Record<string, StateDefinition>>;
  transitions: Readonly<Record<string, TransitionDefinition>>;
  escalation: Readonly<Record<string, readonly EscalationStep[]>>;
  /** Role → what it sees: `aggregate` figures, `item` pages; `published` only what was published. */
  visibility: Readonly<Record<string, readonly ('aggregate' | 'item' | 'published')[]>>;
}

export type FieldType =
  'text' | 'date' | 'integer' | 'money' | 'boolean' | 'choice' | 'body' | 'post' | 'meeting' | 'decision';

export interface FieldDefinition {
  type: FieldType;
  /** What the page calls it; from the key in words where the file gives none. */
  label: string;
  hint?: string;
  required: boolean;
  /** Young people read it, so the word check runs. */
  plain: boolean;
  /** Choices, or the bodies that a field of type body may name. */
  of?: readonly string[];
  max?: number;
  min?: number;
  notAfter?: 'today';
  default?: 'today';
  visibleTo?: readonly string[];
}

export interface RecordDefinition {
  label: string;
  fields: Readonly<Record<string, FieldDefinition>>;
}

/** A time limit of this council; outside the file it is called `challenge-card/triage`. */
export interface LocalLimit {
  /** What the page calls it; from the key in words where the file gives none. */
  label?: string;
  amount?: Duration;
  /** A meeting field whose date, where set and not before the start, takes the place of the amount. */
  orAt?: string;
  /** A date field whose value, where set and not before the start, takes the place of the amount. */
  orOn?: string;
  /** A field of type body (or a body key): the next meeting of that body… */
  nextMeetingOf?: string;
  /** …else this long, when no meeting is known. */
  else?: Duration;
  /** A library rule that counts back from a meeting: amount is counted from its date. */
  before?: string;
}

/** Exactly one of rule, local, on. */
export interface LimitUse {
  rule?: string;
  local?: string;
  /** A date field, or `decision.date` path, whose value is the due date. */
  on?: string;
  /** The field whose being set meets the limit, or a record kind whose being added meets it. */
  metBy?: string;
  /** From these states the limit runs on; from any other it starts anew. */
  continues: readonly string[];
  reminders: readonly Duration[];
  escalation?: string;
  /** Role told beside the owner. */
  tells?: string;
  ignoresQuietHours: boolean;
}

export interface StateDefinition {
  label: string;
  final: boolean;
  /** Hides the item from all but its handler. */
  restricted: boolean;
  /** Roles that do not see the item while it stands here: a card that nobody has screened yet is not the panel's. */
  hiddenFrom: readonly string[];
  limits: readonly LimitUse[];
  /** Opens a check-in for each meeting (or period). */
  every?: LimitUse;
}

export type Need =
  | { kind: 'field'; field: string }
  | { kind: 'ownerPost' }
  | { kind: 'reason' }
  | { kind: 'evidence'; count: number }
  | { kind: 'second-person' };

/** The whole list of conditions; there is no expression language. */
export type Condition =
  | { kind: 'state'; state: string }
  | { kind: 'field'; field: string; test: FieldTest }
  /** A field of the record just added. */
  | { kind: 'added'; field: string; test: FieldTest }
  | { kind: 'record'; record: string; atLeast: number }
  | { kind: 'meeting-held'; field: string }
  | { kind: 'consent-given'; record: string }
  /** Done by another person than the one who made the named transition last. */
  | { kind: 'different-person'; transition: string }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] };

export type FieldTest =
  | { op: 'is' | 'isNot' | 'before' | 'after' | 'atLeast' | 'atMost'; value: string | number | boolean }
  | { op: 'isSet' };

export interface TransitionTarget {
  state: string;
  when: readonly Condition[];
}

export interface TransitionDefinition {
  label: string;
  from: readonly string[];
  /** Tried in order; the first whose conditions all hold is taken. */
  to: readonly TransitionTarget[];
  /** Role keys, or the relations `owner` and `contributor`. */
  by: readonly string[];
  needs: readonly Need[];
  /** Fields on the form that may stay empty; the item then shows that they are missing. */
  asks: readonly string[];
  /** A record kind that this transition adds, and nothing else may. */
  adds?: string;
}

export interface EscalationStep {
  level: number;
  /** A field of type post, `owner.reportsTo`, or a post key. */
  to?: string;
  agenda?: 'next-meeting';
  /** Counted from dueOn. */
  after?: Duration;
  answerWithin?: Duration;
}
