import { createHash } from 'node:crypto';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** Files by their hash: the same bytes are kept once in an authority. */
export interface EvidenceFileStore {
  put(authorityId: string, bytes: Uint8Array): Promise<{ sha256: string; bytes: number }>;
  get(authorityId: string, sha256: string): Promise<Uint8Array | null>;
}

export function evidenceFileStore(pools: Pools): EvidenceFileStore {
  return {
    put: (authorityId, bytes) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const insert =
          'insert into evidence_files (authority_id, sha256, bytes) values ($1, $2, $3) on conflict do nothing';
        await client.query(insert, [authorityId, sha256, Buffer.from(bytes)]);
        return { sha256, bytes: bytes.byteLength };
      }),
    get: (authorityId, sha256) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const select = 'select bytes from evidence_files where authority_id = $1 and sha256 = $2';
        const { rows } = await client.query<{ bytes: Buffer }>(select, [authorityId, sha256]);
        return rows[0]?.bytes ?? null;
      }),
  };
}
