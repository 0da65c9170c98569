import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** What a provider says after it took a message. */
export interface Receipt {
  outboxId: string;
  outcome: 'delivered' | 'failed';
  /** The provider's own word, where it failed. */
  why: string | null;
}

export interface ReceiptStore {
  /**
   * Moves a message forward, whichever authority it is of. The same receipt again, or one for a message that is not
   * known here, changes nothing.
   * @returns whether something moved
   */
  record(receipt: Receipt): Promise<boolean>;
  /**
   * Messages of which a receipt is still awaited, those that waited longest first. Each comes again after a pause that
   * grows to an hour, and after seven days no more. Role worker only.
   */
  claim(authorityId: string, limit: number): Promise<string[]>;
}

const record = 'select app.record_receipt($1, $2, $3) as moved';

/** Half of the time that it has waited, between a minute and an hour. */
const claim = `
with due as materialized (
  select o.id from outbox o where o.authority_id = $1 and o.receipt_due_at <= app.now()
  order by o.receipt_due_at limit $2 for update skip locked)
update outbox o set receipt_due_at = case when o.settled_at > app.now() - interval '7 days'
  then app.now() + greatest(interval '1 minute', least(interval '1 hour', (app.now() - o.settled_at) / 2)) end
from due where o.authority_id = $1 and o.id = due.id returning o.id`;

export function receiptStore(pools: Pools): ReceiptStore {
  return {
    record: async ({ outboxId, outcome, why }) => {
      const { rows } = await pools.write.query<{ moved: boolean }>({
        name: 'record-receipt',
        text: record,
        values: [outboxId, outcome, why],
      });
      return rows[0]?.moved === true;
    },
    claim: (authorityId, limit) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const statement = { name: 'claim-receipts', text: claim, values: [authorityId, limit] };
        const { rows } = await client.query<{ id: string }>(statement);
        return rows.map(({ id }) => id);
      }),
  };
}
