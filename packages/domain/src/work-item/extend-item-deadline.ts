import { isLocalDate, formatDay } from '../calendar/local-date.js';
import type { Deadline } from '../deadline/deadline.js';
import { agreedOrCalculated } from '../deadline/deadline-dates.js';
import { extendDeadline } from '../deadline/limits.js';
import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { ExtendDeadline } from './commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import { isLive, latestDeadline, replaceDeadline } from './limits-of-item.js';
import { settleHanging } from './state-deadlines.js';
import type { Decision, Facts, Missing, WorkItem } from './work-item.js';

/**
 * Agrees a later date for a running deadline: who, why, from and to are kept, and so is the original. A statutory date
 * stays as it is, beside the agreed one.
 */
export function extendItemDeadline(item: WorkItem, key: string, command: ExtendDeadline, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const deadline = latestDeadline(item.deadlines, key);
  if (!deadline) return refuse('unknown', 'There is no such deadline on this item.');
  if (!isLive(deadline)) return refuse('state', 'The deadline is no longer running.');
  const from = agreedOrCalculated(deadline);
  const missing = missingForExtension(command, from);
  if (missing.length > 0) return refuseMissing(missing);
  const by = actorName(facts.actor);
  const extended = extendDeadline(
    deadline,
    { from, to: command.to, reason: command.reason, by, at: facts.now },
    { ...facts, level: item.level },
  );
  const agreed = { ...item, deadlines: replaceDeadline(item.deadlines, extended) };
  const after = { ...agreed, deadlines: settleHanging(agreed, item.deadlines, facts) };
  return accept(
    after,
    eventOf(facts, {
      type: 'deadline-extended',
      from,
      to: command.to,
      fields: shown(extended),
      reason: command.reason,
    }),
  );
}

function shown(deadline: Deadline): Record<string, unknown> {
  return { deadline: deadline.key, dueOn: deadline.dueOn };
}

function missingForExtension(command: ExtendDeadline, from: string): Missing[] {
  const reason = isSet(command.reason) ? [] : [{ field: 'reason', text: 'Give the reason.' }];
  if (!isLocalDate(command.to)) return [{ field: 'to', text: 'Enter a real date to extend to.' }, ...reason];
  if (command.to <= from) return [{ field: 'to', text: `The new date must be after ${formatDay(from)}.` }, ...reason];
  return reason;
}
