import { calculateDate, ruleInForce } from '@kept/domain';
import type { LocalDate, Meeting } from '@kept/domain';
import type { Reference } from '@kept/database';

/** The rule by which an agenda is published: five clear working days before the meeting. */
const agendaRule = 'agenda-publication';

/**
 * The day on which the agenda of a meeting must be out, with the receipt. Null for a council of young people, and beyond
 * the days for which the calendars are known: nothing is guessed.
 */
export function agendaDeadline({ body, heldOn }: Meeting, reference: Reference) {
  const kind = reference.organisation.bodies.find(({ key }) => key === body)?.kind;
  if (kind === undefined || kind === 'childrens-council') return null;
  const found = ruleInForce(reference.rules, agendaRule, heldOn);
  if (!found.ok) return null;
  const calculated = calculateDate({ rule: found.rule, from: heldOn, calendars: reference.calendars });
  return calculated.ok ? { dueOn: calculated.dueOn, receipt: calculated.receipt } : null;
}

/** The day alone. */
export function agendaDay(meeting: Meeting, reference: Reference): LocalDate | null {
  return agendaDeadline(meeting, reference)?.dueOn ?? null;
}
