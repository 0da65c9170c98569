import type { LocalDate } from '../calendar/calendar.js';
import type { Evidence, Fields } from './work-item.js';

/** What a person asks for. Each command is data; the function of its name decides. */
export interface CreateWorkItem {
  id: string;
  /** Empty; the store draws the number when it writes. */
  reference: string;
  title: string;
  fields: Fields;
  /** Without one, the definition's default. */
  ownerPost?: string | undefined;
}

export interface TransitionWorkItem {
  transition: string;
  /** Fields of the form; `ownerPost` stands among them, and so do the fields of a record that the transition adds. */
  fields: Fields;
  reason?: string | undefined;
}

export interface EditWorkItem {
  title?: string | undefined;
  fields?: Fields | undefined;
  /** When the owner plans to do it, by deadline key; null takes the plan away. */
  schedule?: Readonly<Record<string, LocalDate | null>> | undefined;
}

/** `id` is made by whoever asks, so that the comment is known before it is written. */
export interface AddComment {
  id: string;
  text: string;
}

export interface ChangeOwner {
  ownerPost: string;
  reason: string;
}

export interface ExtendDeadline {
  to: LocalDate;
  reason: string;
}

export interface SuspendItem {
  /** One deadline by its key, or every running one whose rule knows the ground. */
  deadline?: string | undefined;
  ground: string;
  /** First day out. */
  from: LocalDate;
  /** First day back, where it is known. */
  resumes?: LocalDate | null | undefined;
}

export interface EscalateItem {
  level: number;
  /** Asked where a level is passed over. */
  reason?: string | undefined;
}

export interface AcknowledgeLevel {
  level: number;
  /** The day on which the answer is promised. */
  answerBy: LocalDate;
}

export interface AddEvidence {
  title: string;
  note: string | null;
  link: string | null;
  file: Evidence['file'];
}

export interface FanOut {
  /** The posts that it falls to, each once, with the id of its copy. */
  copies: readonly { ownerPost: string; id: string }[];
  /** The copies that there are, as they were read before. */
  existing: readonly { reference: string; ownerPost: string }[];
}

export interface AddLink {
  /** The id or reference that it points to. */
  to: string;
  kind: string;
}
