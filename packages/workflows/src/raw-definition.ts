import type { FieldDefinition, Period, RecordLimit, Values, WorkflowDefinition } from '@kept/domain';

/** A definition file's value as YAML gives it once schema/workflow.schema.json has passed it. */
export interface RawDefinition {
  key: string;
  version: number;
  reference: string;
  title: WorkflowDefinition['title'];
  classification?: WorkflowDefinition['classification'];
  initial: string;
  owner: { default: string };
  fields?: Record<string, RawField>;
  records?: Record<string, RawRecord>;
  local?: Record<string, RawLocal>;
  states: Record<string, RawState>;
  transitions: Record<string, RawTransition>;
  escalation?: Record<string, RawLevel[]>;
  visibility?: Record<string, RawVisibility>;
  about?: 'child';
  skipsLevels?: string[];
  eligibility?: { rule: string; at: string[] };
  capacity?: WorkflowDefinition['capacity'];
  stalled?: { limit: string; without: string; escalations: number; since?: string };
}

export type RawField = Omit<FieldDefinition, 'label' | 'required' | 'plain'> &
  Partial<Pick<FieldDefinition, 'label' | 'required' | 'plain'>>;

export interface RawRecord {
  label?: string;
  limit?: RecordLimit;
  fields: Record<string, RawField>;
}

export interface RawLocal {
  label?: string;
  amount?: string;
  orAt?: string;
  orOn?: string;
  nextMeetingOf?: string;
  else?: string;
  before?: string;
  each?: Period;
  eachOf?: string;
}

export interface RawLimit {
  rule?: string;
  local?: string;
  on?: string;
  metBy?: string;
  doneOn?: string;
  continues?: string[];
  reminders?: string[];
  escalation?: string;
  tells?: string;
  lists?: 'weekly';
  ignoresQuietHours?: boolean;
  from?: string;
  time?: string;
  earliestOf?: string[];
  latestOf?: string[];
  renewedBy?: string;
  noLaterThan?: string;
}

export interface RawState {
  label?: string;
  final?: boolean;
  restricted?: boolean;
  hiddenFrom?: string[];
  pauses?: boolean;
  limits?: RawLimit[];
  every?: RawLimit;
}

export type RawNeed = string | { evidence: number };

export type RawCondition =
  | { state: string }
  | { meeting: string; held: true }
  | { consent: string; given: true }
  | { differentFrom: string }
  | { record: string; count?: number; exists?: true }
  | { latest: string; where?: Values; has: Values }
  | { assessment: string }
  | { eligible: true }
  | { notOwner: true }
  | { added: string }
  | { field: string }
  | { all: RawCondition[] }
  | { any: RawCondition[] };

export interface RawTransition {
  label?: string;
  from: 'open' | string[];
  to: string | { state: string; when?: RawCondition[] }[];
  by?: string[];
  needs?: RawNeed[];
  asks?: string[];
  adds?: string;
  abandons?: boolean;
  requires?: { that: RawCondition | RawCondition[]; field: string; text: string }[];
  follows?: { record: string; when?: RawCondition[] };
  opens?: { workflow: string; kind: string; copies?: Record<string, string> };
}

export interface RawLevel {
  level: number;
  to?: string;
  agenda?: 'next-meeting';
  after?: string;
  answerWithin?: string;
}

export type RawVisibility = 'aggregate' | 'item' | 'published' | ('aggregate' | 'item' | 'published')[];
