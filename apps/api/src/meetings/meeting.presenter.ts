import { calculateDate, ruleInForce } from '@kept/domain';
import type { LocalDate, Meeting } from '@kept/domain';
import type { MeetingView } from '@kept/contracts';
import type { Reference } from '@kept/database';

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

/** Null beyond the days for which the calendars are known: nothing is guessed. */
function agendaDay(heldOn: LocalDate, { rules, calendars }: Reference): LocalDate | null {
  const found = ruleInForce(rules, agendaRule, heldOn);
  if (!found.ok) return null;
  const calculated = calculateDate({ rule: found.rule, from: heldOn, calendars });
  return calculated.ok ? calculated.dueOn : null;
}
