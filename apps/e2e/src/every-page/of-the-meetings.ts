import { randomUUID } from 'node:crypto';
import type {
  AgendaView,
  AttendanceView,
  MeetingListView,
  MeetingView,
  MembershipView,
  OutcomesView,
} from '@kept/contracts';
import { ask } from '../ask.js';
import type { Officer } from '../officer.js';
import { farDay, first } from './address.js';
import type { Opens } from './address.js';

export const ofTheMeetings: Opens = async (clerk) => {
  const { meetings } = await ask<MeetingListView>(clerk, '/meetings?body=corporate-parenting-panel');
  const meeting = `/meetings/${first(meetings).id}`;
  const body = '/bodies/corporate-parenting-panel';
  const { seats } = await ask<MembershipView>(clerk, `${body}/members`);
  const item = await anAgendaItem(clerk, meeting);
  const entry = await somebodyWhoCame(clerk, meeting);
  const outcome = await anOutcome(clerk, meeting, item);
  return {
    meetings: '/meetings',
    meeting,
    'meeting-new': '/meetings/new',
    'meeting-move': `${meeting}/move`,
    'meeting-take-away': `${await oneToTakeAway(clerk)}/take-away`,
    'meeting-agenda': `${meeting}/agenda`,
    'meeting-attendance': `${meeting}/attendance`,
    'meeting-outcomes': `${meeting}/outcomes`,
    'meeting-matters': `${meeting}/matters-arising`,
    'meeting-reports': `${meeting}/reports`,
    'agenda-item-new': `${meeting}/agenda/new`,
    'agenda-item-change': `${meeting}/agenda/${item}/change`,
    'agenda-item-remove': `${meeting}/agenda/${item}/remove`,
    'agenda-publish': `${meeting}/agenda/publish`,
    'attendance-members': `${meeting}/attendance/members`,
    'attendance-new': `${meeting}/attendance/new`,
    'attendance-times': `${meeting}/attendance/${entry}/times`,
    'attendance-remove': `${meeting}/attendance/${entry}/remove`,
    'outcome-kind': `${meeting}/outcomes/new`,
    'outcome-new': `${meeting}/outcomes/new/action`,
    'outcome-withdraw': `${meeting}/outcomes/${outcome}/withdraw`,
    body,
    'body-quorum': `${body}/quorum`,
    'seat-new': `${body}/seats/new`,
    'seat-end': `${body}/seats/${first(seats).id}/end`,
  };
};

async function oneToTakeAway(clerk: Officer): Promise<string> {
  const body = { body: 'ocypc-extra', date: farDay };
  const { id } = await ask<MeetingView>(clerk, '/meetings', { method: 'POST', body });
  return `/meetings/${id}`;
}

async function anAgendaItem(clerk: Officer, meeting: string): Promise<string> {
  const { items, version } = await ask<AgendaView>(clerk, `${meeting}/agenda?edition=full`);
  const already = items[0]?.id;
  if (already) return already;
  const item = { id: randomUUID(), title: 'Children without a school place', kind: 'report' };
  await put(clerk, `${meeting}/agenda`, { items: [item] }, version);
  return item.id;
}

/** Somebody who is no member: a member's line is not taken off, their seat is. */
async function somebodyWhoCame(clerk: Officer, meeting: string): Promise<string> {
  const { entries, version } = await ask<AttendanceView>(clerk, `${meeting}/attendance`);
  const already = entries.find(({ kind }) => kind === 'in-attendance')?.id;
  if (already) return already;
  const entry = { id: randomUUID(), kind: 'in-attendance', post: 'corporate-parenting-officer' };
  // Who it is in words is read and not written.
  const kept = entries.map(({ name: _, ...written }) => written);
  await put(clerk, `${meeting}/attendance`, { entries: [...kept, entry] }, version);
  return entry.id;
}

async function anOutcome(clerk: Officer, meeting: string, agendaItemId: string): Promise<string> {
  const { outcomes } = await ask<OutcomesView>(clerk, `${meeting}/outcomes`);
  const already = outcomes.find(({ withdrawn }) => withdrawn === null)?.id;
  if (already) return already;
  const body = { agendaItemId, minute: 101, kind: 'note', text: 'The report was noted.' };
  return (await ask<{ id: string }>(clerk, `${meeting}/outcomes`, { method: 'POST', body })).id;
}

async function put(clerk: Officer, path: string, body: object, version: number | null): Promise<void> {
  await ask(clerk, path, { method: 'PUT', body, headers: { 'if-match': `"${version ?? 0}"` } });
}
