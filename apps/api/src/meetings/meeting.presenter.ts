import type { Meeting } from '@kept/domain';
import type { MeetingView } from '@kept/contracts';
import type { Reference } from '@kept/database';
import { agendaDay } from '../reference/agenda-day.js';

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
