import { auditAct, type By } from '../audit/audit-act.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** What somebody takes out of the service as a file. */
export interface Export {
  /** What it is of: `work-items`. */
  what: string;
  workflow: string;
  columns: readonly string[];
  /** What it was narrowed by, as it was typed. */
  filters: Readonly<Record<string, unknown>>;
}

export interface ExportStore {
  /** Written down before the first byte leaves, so that no file goes out unnoted. Role app. */
  note(by: By, taken: Export): Promise<void>;
}

export function exportStore(pools: Pools): ExportStore {
  return {
    note: (by, { filters, ...about }) =>
      inAuthority(pools.write, by.authorityId, (client) =>
        auditAct((text, values) => client.query(text, values), by, {
          action: 'list-exported',
          objectId: null,
          about: { ...about },
          values: { ...filters },
        }),
      ),
  };
}
