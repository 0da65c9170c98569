import type { EscalationStep, WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { standsIn } from '../work-item/authority.js';
import { refuseChange } from '../work-item/change-guard.js';
import type { EscalateItem } from '../work-item/commands.js';
import { accept, eventOf, refuse, refuseMissing } from '../work-item/decision.js';
import type { Decision, Facts, Missing, WorkItem } from '../work-item/work-item.js';
import { levelPost } from './describe-path.js';
import { raiseLevel, runningPath } from './raise-level.js';

/**
 * Raises an item to a level of its escalation path: the level's post is told, sees the item from then on, and is to
 * acknowledge it by name and answer within the level's time. The level where it stands may be asked again once it has
 * answered, or is late with it. Refused: `state` where there is no path, or the level was passed or waits; `forbidden` where a level would be passed over by somebody without the right to; `missing` for a level that
 * is not there, a post that is not named, and a level passed over without a reason.
 */
export function escalateItem(item: WorkItem, command: EscalateItem, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const path = pathOf(item, facts.definition);
  if (path.length === 0) return refuse('state', 'This workflow has no levels of escalation.');
  const step = path.find(({ level }) => level === command.level);
  if (!step) return refuseMissing([{ field: 'level', text: `There is no level ${command.level}: ${levelsOf(path)}.` }]);
  if (step.level < item.level) return refuse('state', `It stands at level ${item.level} already.`);
  if (step.level === item.level && waitsForAnswer(item, facts))
    return refuse('state', `It stands at level ${item.level} already, and waits for the answer.`);
  return climb(item, { step, skips: passesOver(path, item.level, step.level), reason: command.reason }, facts);
}

/** A level may be asked again only when it has answered, or its answer is late. */
export function waitsForAnswer(item: WorkItem, { today }: Facts): boolean {
  const last = item.records['escalations']?.findLast(({ fields }) => fields['level'] === item.level);
  if (!last || isSet(last.fields['answer'])) return false;
  const dueOn = last.fields['answerBy'] ?? last.fields['answerDueOn'];
  return typeof dueOn !== 'string' || today <= dueOn;
}

interface Climb {
  step: EscalationStep;
  skips: boolean;
  reason: string | undefined;
}

function climb(item: WorkItem, { step, skips, reason }: Climb, facts: Facts): Decision {
  if (skips && !standsIn(facts.definition.skipsLevels ?? [], item, facts.definition, facts.actor))
    return refuse('forbidden', 'A level may be passed over by right alone: raise it to the next one.');
  const post = step.to === undefined ? null : levelPost(step, item, facts);
  if (!isWithinCircle(post, item))
    return refuse('state', 'It is kept to a few people while it stands here, and this level is none of theirs.');
  const given = isSet(reason) ? reason : undefined;
  const missing = [...missingPost(step, post, facts), ...missingReason(given, skips)];
  if (missing.length > 0) return refuseMissing(missing);
  const raised = raiseLevel(item, { step, post, reason: given }, facts);
  const { fields, notices } = raised;
  const event = eventOf(facts, { type: 'level-raised', fields, ...(given === undefined ? {} : { reason: given }) });
  return accept(raised.item, event, notices);
}

/** Who is asked must see what is asked: an item that is restricted goes to nobody beyond its circle, and onto no agenda. */
export function isWithinCircle(post: string | null, { restrictedTo }: WorkItem): boolean {
  return restrictedTo === null || (post !== null && restrictedTo.posts.includes(post));
}

function passesOver(path: readonly EscalationStep[], from: number, to: number): boolean {
  return path.some(({ level }) => level > from && level < to);
}

/**
 * The levels that an item climbs: the path of a limit that runs, else that of the state's limits, else the only or first
 * one. Empty where the workflow has none.
 */
export function pathOf(item: WorkItem, definition: WorkflowDefinition): readonly EscalationStep[] {
  const named = runningPath(item)?.escalation ?? Object.keys(definition.escalation)[0];
  return named === undefined ? [] : (definition.escalation[named] ?? []);
}

function missingPost({ to }: EscalationStep, post: string | null, { definition }: Facts): Missing[] {
  if (to === undefined || post !== null) return [];
  const field = Object.hasOwn(definition.fields, to) ? to : 'ownerPost';
  return [{ field, text: 'Nobody holds this level yet: name the post first.' }];
}

function missingReason(reason: string | undefined, skips: boolean): Missing[] {
  return skips && reason === undefined ? [{ field: 'reason', text: 'Give the reason for passing over a level.' }] : [];
}

function levelsOf(path: readonly EscalationStep[]): string {
  return `the levels are ${path.map(({ level }) => level).join(', ')}`;
}
