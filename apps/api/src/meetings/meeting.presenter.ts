import { deadlineTitle } from '@kept/domain';
import type { Meeting } from '@kept/domain';
import type { MeetingView, MovedMeetingView } from '@kept/contracts';
import type { MovedItem, Reference } from '@kept/database';
import { agendaDay } from '../reference/agenda-day.js';

type MovedDates = MovedMeetingView['moved'];

export function presentMeeting(meeting: Meeting, reference: Reference): MeetingView {
  const body = reference.organisation.bodies.find(({ key }) => key === meeting.body);
  return {
    id: meeting.id,
    body: { key: meeting.body, title: body?.title ?? meeting.body },
    date: meeting.heldOn,
    title: meeting.title,
    held: meeting.held,
    agendaOn: agendaDay(meeting, reference),
  };
}

/** The dates of an item that moved, under the names that its workflow gives them. */
export function presentMoved({ item, definition, deadlines }: MovedItem, { rules }: Reference): MovedDates {
  return deadlines.map(({ deadline, from, to }) => {
    const title = deadlineTitle(deadline, definition, rules);
    return { reference: item.reference, deadline, title, from, to };
  });
}
