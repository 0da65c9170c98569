import { calculateDate, deadlineTitle, ruleInForce } from '@kept/domain';
import type { LocalDate, Meeting } from '@kept/domain';
import type { MeetingView, MovedMeetingView } from '@kept/contracts';
import type { MovedItem, Reference } from '@kept/database';

type MovedDates = MovedMeetingView['moved'];

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

/** The dates of an item that moved, under the names that its workflow gives them. */
export function presentMoved({ item, definition, deadlines }: MovedItem, { rules }: Reference): MovedDates {
  return deadlines.map(({ deadline, from, to }) => {
    const title = deadlineTitle(deadline, definition, rules);
    return { reference: item.reference, deadline, title, from, to };
  });
}

/** Null beyond the days for which the calendars are known: nothing is guessed. */
function agendaDay(heldOn: LocalDate, { rules, calendars }: Reference): LocalDate | null {
  const found = ruleInForce(rules, agendaRule, heldOn);
  if (!found.ok) return null;
  const calculated = calculateDate({ rule: found.rule, from: heldOn, calendars });
  return calculated.ok ? calculated.dueOn : null;
}
