import type { AttendanceBody, AttendanceView } from '@kept/contracts';
import { useQuery } from '@tanstack/vue-query';
import { api } from '../../../api/api.js';
import { ownFields, useSeenVersion } from './use-agenda.js';

export type EntryDraft = AttendanceBody['entries'][number];

/** Who was there, and the one way to change it: all of it, against the version that a form was filled from. */
export function useAttendance(id: string) {
  const { data, error, refetch } = useQuery({
    queryKey: ['meeting', id, 'attendance'],
    queryFn: () => api.meetings.attendance(id),
  });
  const { seen, reload } = useSeenVersion(() => data.value?.version, refetch);

  /** @throws ApiProblem; 412 where the version that was read stands no longer */
  async function change(edit: (entries: EntryDraft[]) => EntryDraft[]): Promise<AttendanceView> {
    const attendance = data.value;
    if (!attendance) throw new Error('The attendance was not read yet.');
    const drafts = attendance.entries.map(({ name: _, ...entry }) => entry);
    try {
      return await api.meetings.saveAttendance(id, { entries: edit(drafts) }, seen.value ?? 0);
    } catch (problem) {
      throw ownFields(problem);
    }
  }
  return { data, error, refetch, reload, change };
}

/** An entry of nothing yet. */
export function emptyEntry(kind: EntryDraft['kind']): EntryDraft {
  const none = { memberId: null, post: null, title: null, substituteFor: null, arrivedAt: null, leftAt: null };
  return { ...none, id: crypto.randomUUID(), kind };
}
