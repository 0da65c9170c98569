import type { AttendanceEntry } from '@kept/domain';
import { auditAct, type By } from '../audit/audit-act.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** Who was there. Version 0 where nobody has written it down. */
export interface Attendance {
  version: number;
  entries: AttendanceEntry[];
}

export interface AttendanceStore {
  read(authorityId: string, meetingId: string): Promise<Attendance>;
  /** All of it, where `version` still stands; gives the next version, or null. Audited. */
  save(
    by: By,
    attendance: { meetingId: string; version: number; entries: readonly AttendanceEntry[] },
  ): Promise<number | null>;
}

const read = {
  name: 'attendance',
  text: 'select a.version, a.entries from meeting_attendances a where a.authority_id = $1 and a.meeting_id = $2',
};
const begin = `insert into meeting_attendances (authority_id, meeting_id, version, entries)
  select $1, m.id, 1, $3 from meetings m where m.authority_id = $1 and m.id = $2 on conflict do nothing`;
const step = `update meeting_attendances set version = version + 1, entries = $3
  where authority_id = $1 and meeting_id = $2 and version = $4`;

export function attendanceStore(pools: Pools): AttendanceStore {
  return {
    read: async (authorityId, meetingId) => {
      const rows = await readFlight<Attendance>(pools.read, authorityId, { ...read, values: [authorityId, meetingId] });
      return rows[0] ?? { version: 0, entries: [] };
    },
    save: (by, { meetingId, version, entries }) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        const values = [by.authorityId, meetingId, JSON.stringify(entries)];
        const { rowCount } =
          version === 0 ? await client.query(begin, values) : await client.query(step, [...values, version]);
        if (rowCount === 0) return null;
        await auditAct((text, given) => client.query(text, given), by, {
          action: 'attendance-recorded',
          objectId: meetingId,
          about: { version: version + 1, entries: entries.length },
          values: { entries },
        });
        return version + 1;
      }),
  };
}
