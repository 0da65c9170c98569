import type { Pools } from '../connection/pools.js';
import { readFlight } from '../connection/flight.js';
import { inAuthority } from '../connection/transaction.js';

export type TellingMode = 'at-once' | 'daily' | 'weekly';
/** `none`: in Kept alone. What goes at any hour goes by e-mail even then. */
export type TellingChannel = 'email' | 'teams' | 'none';

/** How somebody wants to be told. */
export interface TellingPreference {
  mode: TellingMode;
  channel: TellingChannel;
  /** How often of what they follow. */
  followed: TellingMode;
}

/** Of whoever never said otherwise. */
export const usualTelling: TellingPreference = { mode: 'at-once', channel: 'email', followed: 'daily' };

export interface TellingStore {
  read(authorityId: string, personId: string): Promise<TellingPreference>;
  save(authorityId: string, personId: string, preference: TellingPreference): Promise<void>;
}

const read = 'select mode, channel, followed from telling_preferences where authority_id = $1 and person_id = $2';
const save = `insert into telling_preferences (authority_id, person_id, mode, channel, followed, changed_at)
  values ($1, $2, $3, $4, $5, app.now())
  on conflict (authority_id, person_id) do update set mode = excluded.mode, channel = excluded.channel, followed = excluded.followed,
    changed_at = excluded.changed_at`;

export function tellingStore(pools: Pools): TellingStore {
  return {
    read: async (authorityId, personId) => {
      const statement = { name: 'telling-preference', text: read, values: [authorityId, personId] };
      return (await readFlight<TellingPreference>(pools.read, authorityId, statement))[0] ?? usualTelling;
    },
    save: (authorityId, personId, { mode, channel, followed }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        await client.query(save, [authorityId, personId, mode, channel, followed]);
      }),
  };
}
