import type { Instant } from '@kept/domain';
import type { Pools } from '../connection/pools.js';

/** Why nothing is sent, and since when. */
export interface SendingStop {
  since: Instant;
  reason: string;
}

/** A way out that has refused five in a row: one message tries for all when the pause is over. */
export interface TransportState {
  key: string;
  refusals: number;
  pausedUntil: Instant | null;
}

/** What all processes and all authorities share in sending. */
export interface SendingStore {
  /** What a batch met: how many were taken, or clearly answered, and how many were refused or unanswered. */
  note(transport: string, taken: number, refused: number): Promise<void>;
  transports(): Promise<TransportState[]>;
  stopped(): Promise<SendingStop | null>;
  /** Nothing is claimed until it is released. Keeps the first reason. */
  stop(reason: string): Promise<void>;
  /** Gives what it ended, or null where nothing was stopped. */
  release(): Promise<SendingStop | null>;
}

const stopped = 'select frozen_at as since, reason from sending_control where frozen_at is not null';
const stop = 'update sending_control set frozen_at = app.now(), reason = $1 where frozen_at is null';
const release = `update sending_control c set frozen_at = null, reason = null from sending_control before
  where before.one and c.one and before.frozen_at is not null returning before.frozen_at as since, before.reason`;

export function sendingStore(pools: Pools): SendingStore {
  const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await pools.write.query<Row>(text, values)).rows;
  return {
    note: async (transport, taken, refused) => {
      await query('select app.note_sends($1, $2, $3)', [transport, taken, refused]);
    },
    transports: () => query('select key, refusals, paused_until as "pausedUntil" from transports order by key'),
    stopped: async () => (await query<SendingStop>(stopped))[0] ?? null,
    stop: async (reason) => {
      await query(stop, [reason]);
    },
    release: async () => (await query<SendingStop>(release))[0] ?? null,
  };
}
