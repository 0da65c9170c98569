import type { Instant, LocalDate, NoticeDraft } from '@kept/domain';

/** Moves forward only: waiting → sending → sent | failed | unknown | withdrawn. */
export type NoticeStatus = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'withdrawn';

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
