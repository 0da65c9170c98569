import type { Instant } from '../calendar/calendar.js';
import type { Deadline } from '../deadline/deadline.js';
import type { ExtendDeadline, SuspendItem } from '../work-item/commands.js';
import type {
  Change,
  EventDraft,
  Facts,
  Fields,
  Missing,
  NoticeDraft,
  Refusal,
  WorkItem,
} from '../work-item/work-item.js';

/** One thing that is done to an imaginary item: a step, an entry, a piece of evidence, or something about its limits. */
export interface BenchStep {
  at: Instant;
  /** `ownerPost` and `reason` stand among the fields of a transition. */
  act:
    | { transition: string }
    | { record: string }
    | { evidence: string }
    | { suspend: SuspendItem }
    | { extend: ExtendDeadline & { deadline: string } };
  fields: Fields;
}

/** An imaginary item: when and with what it begins, what is done to it, and until when it is looked at. */
export interface BenchRun {
  begins: Instant;
  fields: Fields;
  ownerPost?: string | undefined;
  /** In the order of their instants, none before the beginning. */
  steps: readonly BenchStep[];
  until: Instant;
}

/** All that a rule may know at an instant, when time itself acts. */
export type FactsAt = (at: Instant) => Facts;

/** What came of one instant: a limit of which something changed, something that fired, somebody who is told. */
export type BenchEntry =
  | { at: Instant; kind: 'created' | 'opened'; item: WorkItem }
  | { at: Instant; kind: 'moved'; event: EventDraft; step: BenchStep }
  /** `occurrence`: which of its key the limit is that it names; null where it names none. */
  | { at: Instant; kind: 'done'; step: BenchStep; occurrence: number | null }
  | { at: Instant; kind: LimitHappening; deadline: Deadline; before: Deadline | null }
  | { at: Instant; kind: 'fired'; event: EventDraft; deadline: Deadline | null }
  | { at: Instant; kind: 'told'; notice: NoticeDraft }
  | { at: Instant; kind: 'broken-off' };

export type LimitHappening =
  | 'limit-started'
  | 'limit-met'
  | 'limit-missed'
  | 'limit-given-up'
  | 'limit-suspended'
  | 'limit-resumed'
  | 'limit-moved';

export interface BenchRefusal {
  /** Number of the step, from 0; null where the item cannot even begin. */
  step: number | null;
  /** `state`: it is not done from where the item stands; `missing`: it lacks something. */
  kind: Refusal['kind'];
  detail: string;
  missing: readonly Missing[];
}

export interface BenchResult {
  entries: readonly BenchEntry[];
  /** The item as it stands at the end, or before the step that was refused; null where it did not begin. */
  item: WorkItem | null;
  /** The instant at which `item` stands so. */
  at: Instant;
  refused: BenchRefusal | null;
}

/** A change that the bench has taken over, with the item as it was. */
export interface Taken {
  at: Instant;
  before: WorkItem | null;
  change: Change;
}
