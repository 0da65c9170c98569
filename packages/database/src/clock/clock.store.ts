import type { Instant, LocalDate } from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** The only clock: `app.now()`, PostgreSQL's time plus an offset in one row, in milliseconds. */
export interface ClockStore {
  now(): Promise<{ now: Instant; /** The London day. */ today: LocalDate; offsetMs: number }>;
  /** Role migrator only: the clock shows `instant` now and runs on. Gives the instant that it shows. */
  startAt(instant: Instant): Promise<Instant>;
  /** Role migrator only. */
  setOffset(offsetMs: number): Promise<void>;
  /** The last `at` of any event of the authority, before which the clock must not start; null when there is none. */
  lastEventAt(authorityId: string): Promise<Instant | null>;
}

const start = `update clock set offset_ms = floor(extract(epoch from $1::timestamptz - date_trunc('milliseconds', now())) * 1000)
  returning date_trunc('milliseconds', now() + offset_ms * interval '1 millisecond') as now`;

const read = 'select app.now() as now, app.today() as today, offset_ms as "offsetMs" from clock';

export function clockStore(pools: Pools): ClockStore {
  const setOffset = async (offsetMs: number): Promise<void> => {
    await pools.write.query('update clock set offset_ms = $1', [Math.trunc(offsetMs)]);
  };
  const now: ClockStore['now'] = async () => {
    const { rows } = await pools.write.query<{ now: Instant; today: LocalDate; offsetMs: number }>({
      name: 'clock-now',
      text: read,
    });
    return rows[0]!;
  };
  return {
    now,
    setOffset,
    startAt: async (instant) => {
      const { rows } = await pools.write.query<{ now: Instant }>({
        name: 'clock-start',
        text: start,
        values: [instant],
      });
      return rows[0]!.now;
    },
    lastEventAt: (authorityId) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rows } = await client.query<{ at: Instant | null }>(
          'select max(at) as at from work_item_events where authority_id = $1',
          [authorityId],
        );
        return rows[0]?.at ?? null;
      }),
  };
}
