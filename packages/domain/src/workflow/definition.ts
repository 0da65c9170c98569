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
  /** `child`: its items are a child's case, which never reaches the panel: the check sees to it. */
  about?: 'child';
  /** Roles that may pass over a level of escalation by right, with a reason. Nobody, where it is left out. */
  skipsLevels?: readonly string[];
  /** The dated rule that is evaluated, with its reasons kept on the item, whenever one of these transitions is made. */
  eligibility?: { rule: string; at: readonly string[] };
  /** When an open item counts as stalled; it is then on the director's list. */
  stalled?: StalledRule;
  /** How many there is room for, by a key of its own. */
  capacity?: Readonly<Record<string, CapacityLimit>>;
}

/** Any one of these is enough. */
export interface StalledRule {
  /** A limit that progress renews: how long its last renewal may lie back. */
  limit: string;
  without: Duration;
  /** So many escalations at the level where it stands. */
  escalations: number;
  /** A record kind, such as moves of home: one later than everything else that was done. */
  since?: string;
}

/** Room for so many items between two days, both counted: an item takes its place when the transition is first made. */
export interface CapacityLimit {
  label: string;
  limit: number;
  counts: string;
  from: string;
  to: string;
}

export type FieldType =
  | 'text'
  | 'date'
  /** `HH:MM`, Europe/London. */
  | 'time'
  | 'integer'
  /** A decimal, such as a percentage. */
  | 'number'
  | 'money'
  | 'boolean'
  | 'choice'
  | 'body'
  | 'post'
  | 'meeting'
  | 'decision'
  /** The reference of another work item. */
  | 'item';

export interface FieldDefinition {
  type: FieldType;
  /** What the page calls it; from the key in words where the file gives none. */
  label: string;
  hint?: string;
  required: boolean;
  /** Young people read it, so the word check runs. */
  plain: boolean;
  /** What young people said themselves: it stands as they said it, and no word of it is mended. */
  ownWords?: boolean;
  /** Choices, the bodies that a field of type body may name, or the workflows whose items a field of type item may. */
  of?: readonly string[];
  /** On a field of type item: this item is part of that one, and counts in its assessment. */
  partOf?: boolean;
  max?: number;
  min?: number;
  notAfter?: 'today';
  default?: 'today';
  visibleTo?: readonly string[];
}

export interface RecordDefinition {
  label: string;
  fields: Readonly<Record<string, FieldDefinition>>;
  /** Each entry has a time limit of its own: a consultation is to be answered within 15 days of `askedOn`. */
  limit?: RecordLimit;
}

/** The limit of each entry of a record kind. Its deadline's occurrence is the number of the entry. */
export interface RecordLimit {
  rule?: string;
  local?: string;
  /** A date field of the entry whose value is the due date. */
  on?: string;
  /** The date field of the entry that the limit counts from; an entry without it has no limit yet. */
  from?: string;
  /** The date field of the entry that meets it. */
  metBy: string;
}

/** What a limit counts from, instead of the moment its state is entered. Paths are date fields, or `deadline:KEY`. */
export type LimitOrigin =
  { from: string; time?: string } | { earliestOf: readonly string[] } | { latestOf: readonly string[] };

/** Periods that follow each other without a gap: a council's year runs from April to March. */
export const periods = ['month', 'quarter', 'half-year', 'year', 'term'] as const;
export type Period = (typeof periods)[number];

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
  /** One in each period: due on the last day of the one that the start lies in. A missed one stays missed. */
  each?: Period;
  /** A choice field that names the period; where it names none (`once`), nothing is opened. */
  eachOf?: string;
}

/** Exactly one of rule, local, on. */
export interface LimitUse {
  rule?: string;
  local?: string;
  /** A date field, or `decision.date` path, whose value is the due date. */
  on?: string;
  /** The field whose being set meets the limit, or a record kind whose being added meets it. */
  metBy?: string;
  /** The date field on whose day leaving the state meets the limit, so that an act written up later counts on its own day. */
  doneOn?: string;
  /** From these states the limit runs on; from any other it starts anew. */
  continues: readonly string[];
  /** What it counts from, where that is not the moment of entering the state. */
  origin?: LimitOrigin;
  /** A record kind, or `evidence`: each one added meets it and starts it anew. */
  renewedBy?: string;
  /** The key of another limit of the item: this one is due no later. Several stages share one budget by it. */
  noLaterThan?: string;
  reminders: readonly Duration[];
  escalation?: string;
  /** Role told beside the owner. */
  tells?: string;
  /** What is late is told once a week, on a list to the owner and the post above: for limits that are late by the hundred. */
  lists?: 'weekly';
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
  /** Every limit that runs stands still while the item is here, and runs on when it goes back. */
  pauses?: boolean;
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
  /** The actor neither holds nor acts for the owner post. */
  | { kind: 'not-owner' }
  /** The latest entry of a record kind that has the values of `where` has those of `has`. */
  | { kind: 'latest'; record: string; where: Values; has: Values }
  /** How the item's measures and parts stand today: `assessTarget`. */
  | { kind: 'assessment'; is: string }
  /** The latest evaluation of the item's eligibility says so. */
  | { kind: 'eligible' }
  | { kind: 'all'; of: readonly Condition[] }
  | { kind: 'any'; of: readonly Condition[] };

export type Values = Readonly<Record<string, string | number | boolean>>;

export type FieldTest =
  | { op: 'is' | 'isNot' | 'before' | 'after' | 'atLeast' | 'atMost'; value: string | number | boolean }
  | { op: 'isSet' }
  | { op: 'isNotSet' };

/** Where a transition leads back to the state from which the item came into a pausing one. */
export const previousState = 'previous';

export interface TransitionTarget {
  /** A state, or `previous`. */
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
  /** What must hold, beyond what is on the form; each with what the page says where it does not. */
  requires?: readonly Requirement[];
  /** Made by itself, in the same change, when such a record is added. With an empty `by` nobody else makes it. */
  follows?: { record: string; when: readonly Condition[] };
  /** What the state asked is not done by leaving it this way: its limits are given up, or missed where they are late. */
  abandons?: boolean;
  /** Opens an item of another workflow in the same change, linked both ways. */
  opens?: OpensItem;
}

export interface Requirement {
  that: readonly Condition[];
  /** What the page points at: a field, a record kind, `evidence`. */
  field: string;
  text: string;
}

export interface OpensItem {
  workflow: string;
  /** Kind of the link from the item to the new one. */
  kind: string;
  /** Fields of the new item and where their values come from: fields of this one. */
  copies: Readonly<Record<string, string>>;
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
