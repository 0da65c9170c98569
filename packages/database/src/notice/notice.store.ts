import type { Instant, LocalDate, NoticeDraft } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { instant } from '../work-item/decode.js';

/** Moves forward only: waiting → sending → sent | failed | unknown | withdrawn, and sent → delivered | failed. */
export type NoticeStatus = 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'withdrawn';

/** What an officer sees of a message: who is told of what, and how far it has come. */
export interface Notice {
  id: string;
  workItemId: string;
  reference: string;
  post: string;
  kind: NoticeDraft['kind'];
  channel: 'email';
  deadline: { key: string; occurrence: number } | null;
  dueOn: LocalDate | null;
  late: boolean;
  status: NoticeStatus;
  createdAt: Instant;
  statusAt: Instant;
}

export interface NoticeStore {
  ofItem(authorityId: string, workItemId: string): Promise<Notice[]>;
}

/** The notice `n` of the item `w`, in the domain's words. */
export const noticeJson = `jsonb_build_object('id', n.id, 'workItemId', n.work_item_id, 'reference', w.reference, 'post', n.post,
  'kind', n.kind, 'channel', n.channel,
  'deadline', case when n.deadline_key is null then null
    else jsonb_build_object('key', n.deadline_key, 'occurrence', n.deadline_occurrence) end,
  'dueOn', n.due_on, 'late', n.late, 'status', n.status, 'createdAt', n.created_at, 'statusAt', n.status_at)`;

export const decodeNotice = (json: Notice): Notice => ({
  ...json,
  createdAt: instant(json.createdAt),
  statusAt: instant(json.statusAt),
});

const ofItem = `select ${noticeJson} as notice from notices n
  join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
  where n.authority_id = $1 and n.work_item_id = $2 order by n.created_at, n.id`;

export function noticeStore(pools: Pools): NoticeStore {
  return {
    ofItem: async (authorityId, workItemId) => {
      const statement = { name: 'notices-of-item', text: ofItem, values: [authorityId, workItemId] };
      const rows = await readFlight<{ notice: Notice }>(pools.read, authorityId, statement);
      return rows.map((row) => decodeNotice(row.notice));
    },
  };
}
