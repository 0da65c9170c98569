import type { Meeting } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import { notFound } from '../http/problem.js';

/** @throws Refused 404 where there is no such meeting */
export function findMeeting({ reference }: Caller, id: string): Meeting {
  const meeting = reference.organisation.meetings.find((each) => each.id === id.toLowerCase());
  if (!meeting) throw notFound();
  return meeting;
}
