import { nextDueOn } from '../deadline/limits.js';
import { withoutMootAnswers } from '../escalation/moot-answers.js';
import type {
  Actor,
  Change,
  Decision,
  EventDraft,
  Facts,
  Missing,
  NoticeDraft,
  Refusal,
  WorkItem,
} from './work-item.js';

/** A refusal as the answer to a command; nothing is written. */
export function refuse(kind: Refusal['kind'], detail: string, missing: readonly Missing[] = []): Decision {
  return { allowed: false, refusal: { kind, detail, missing } };
}

/** The refusal of an item that this actor may not see: the same words as for one that does not exist. */
export function refuseUnknown(): Decision {
  return refuse('unknown', 'There is no such work item.');
}

/** The refusal that names everything that is missing or untrue. */
export function refuseMissing(missing: readonly Missing[]): Decision {
  const detail = missing.length === 1 ? 'One thing is missing.' : `${missing.length} things are missing.`;
  return refuse('missing', detail, missing);
}

type EventDetail = Pick<EventDraft, 'type'> &
  Partial<Pick<EventDraft, 'from' | 'to' | 'fields' | 'reason' | 'occurredOn'>>;

/** An event of now, by the actor of the facts. */
export function eventOf(facts: Facts, detail: EventDetail): EventDraft {
  return {
    actorName: actorName(facts.actor),
    actorId: facts.actor.kind === 'person' ? facts.actor.personId : null,
    at: facts.now,
    occurredOn: facts.today,
    stepsVersion: true,
    ...detail,
  };
}

/** An accepted change: one version step, one event. */
export function accept(
  after: WorkItem,
  event: EventDraft,
  notices: readonly NoticeDraft[] = [],
  furtherEvents: readonly EventDraft[] = [],
): Decision {
  const version = after.version + (event.stepsVersion ? 1 : 0);
  const deadlines = withoutMootAnswers(after);
  const item: WorkItem = { ...after, deadlines, version, nextDueOn: after.closed ? null : nextDueOn(deadlines) };
  const change: Change = { item, event, furtherEvents, notices };
  return { allowed: true, change };
}

/** The name that history shows. The machine goes by the product's name. */
export function actorName(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : 'Kept';
}
