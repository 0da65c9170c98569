import { calculateDate, deadlineTitle, ruleInForce } from '@kept/domain';
import type { LocalDate, Meeting } from '@kept/domain';
import type { MeetingView, MovedMeetingView } from '@kept/contracts';
import type { MovedDeadline, Reference } from '@kept/database';

/** The rule by which an agenda is published: five clear working days before the meeting. */
const agendaRule = 'agenda-publication';

export function presentMeeting(meeting: Meeting, reference: Reference): MeetingView {
  const body = reference.organisation.bodies.find(({ key }) => key === meeting.body);
  const hasAgenda = body !== undefined && body.kind !== 'childrens-council';
  return {
    id: meeting.id,
    body: { key: meeting.body, title: body?.title ?? meeting.body },
    date: meeting.heldOn,
    title: meeting.title,
    held: meeting.held,
    agendaOn: hasAgenda ? agendaDay(meeting.heldOn, reference) : null,
  };
}

/** A date that moved, under the name that its workflow gives it. */
export function presentMoved(
  { reference: item, deadline, from, to }: MovedDeadline,
  { definitions, rules }: Reference,
): MovedMeetingView['moved'][number] {
  const prefix = item.split('-')[0];
  const definition = definitions.find(({ reference }) => prefix === reference || prefix === `${reference}X`);
  const title = definition ? deadlineTitle(deadline, definition, rules) : deadline;
  return { reference: item, deadline, title, from, to };
}

/** Null beyond the days for which the calendars are known: nothing is guessed. */
function agendaDay(heldOn: LocalDate, { rules, calendars }: Reference): LocalDate | null {
  const found = ruleInForce(rules, agendaRule, heldOn);
  if (!found.ok) return null;
  const calculated = calculateDate({ rule: found.rule, from: heldOn, calendars });
  return calculated.ok ? calculated.dueOn : null;
}
