import { isLocalDate } from '../calendar/local-date.js';
import type { Deadline, Suspension } from '../deadline/deadline.js';
import type { DeadlineOutcome } from '../deadline/deadline-dates.js';
import { resumeDeadline, suspendDeadline } from '../deadline/suspend-deadline.js';
import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { SuspendItem } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import { isLive, latestDeadline, replaceDeadline } from './limits-of-item.js';
import { settleHanging } from './state-deadlines.js';
import type { Decision, Facts, Missing, WorkItem } from './work-item.js';

/**
 * Takes days out of one deadline, or of every one that runs and knows the ground. `from` is the first day out,
 * `resumes` the first day back. The same ground and `from` once more, with `resumes`, ends a suspension that is open.
 */
export function suspendItem(item: WorkItem, command: SuspendItem, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const named = command.deadline === undefined ? undefined : latestDeadline(item.deadlines, command.deadline);
  if (command.deadline !== undefined && !named) return refuse('unknown', 'There is no such deadline on this item.');
  const chosen = (named ? [named] : item.deadlines).filter(isLive);
  if (chosen.length === 0) return refuse('state', 'No deadline is running.');
  const missing = missingForSuspension(command);
  if (missing.length > 0) return refuseMissing(missing);
  return suspend(item, chosen, { command, facts });
}

function suspend(
  item: WorkItem,
  chosen: readonly Deadline[],
  { command, facts }: { command: SuspendItem; facts: Facts },
): Decision {
  const { deadlines, records, level } = item;
  const outcomes = chosen.map((deadline) => suspendOne(deadline, command, { ...facts, deadlines, records, level }));
  const changed = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.deadline] : []));
  if (changed.length === 0) return refuseMissing(outcomes.flatMap(whyNot).slice(0, 1));
  const suspended = { ...item, deadlines: changed.reduce<readonly Deadline[]>(replaceDeadline, deadlines) };
  const after = { ...suspended, deadlines: settleHanging(suspended, deadlines, facts) };
  const { ground, from, resumes = null } = command;
  const fields = { ground, from, resumes, deadlines: changed.map((deadline) => deadline.key) };
  // What is over is about the day back; what is not, about the first day out.
  const event =
    resumes !== null && resumes <= facts.today
      ? { type: 'deadlines-resumed', occurredOn: resumes, fields }
      : { type: 'deadlines-suspended', occurredOn: from, fields };
  return accept(after, eventOf(facts, event));
}

function whyNot(outcome: DeadlineOutcome): Missing[] {
  return outcome.ok ? [] : [{ field: outcome.field ?? 'ground', text: outcome.error }];
}

function suspendOne(
  deadline: Deadline,
  command: SuspendItem,
  facts: Facts & Pick<WorkItem, 'deadlines' | 'records'>,
): DeadlineOutcome {
  const { ground, from, resumes = null } = command;
  const open = deadline.suspensions.some(
    (each) => each.ground === ground && each.from === from && each.resumes === null,
  );
  if (open && resumes !== null) return resumeDeadline(deadline, { ground, from, on: resumes }, facts);
  const suspension: Suspension = { from, resumes, ground, by: actorName(facts.actor), at: facts.now };
  return suspendDeadline(deadline, suspension, facts);
}

function missingForSuspension(command: SuspendItem): Missing[] {
  const missing: Missing[] = [];
  if (!isSet(command.ground)) missing.push({ field: 'ground', text: 'Give the ground.' });
  if (!isLocalDate(command.from)) missing.push({ field: 'from', text: 'Enter the first day out as a real date.' });
  const { resumes } = command;
  if (resumes === undefined || resumes === null) return missing;
  if (!isLocalDate(resumes)) missing.push({ field: 'resumes', text: 'Enter the first day back as a real date.' });
  else if (resumes <= command.from)
    missing.push({ field: 'resumes', text: 'The first day back must be after the first day out.' });
  return missing;
}
