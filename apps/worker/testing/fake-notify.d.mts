/** How one message is answered; those with `accept` have taken it. */
export type NotifyAnswer =
  | 'accept'
  | 'accept-then-drop'
  | 'accept-then-hang'
  | 'accept-then-504'
  | 'drop'
  | 'hang'
  | 'unavailable'
  | 'broken'
  | 'rate-limited'
  | 'daily-limit'
  | 'team-only'
  | 'trial';

export type NotifyStatus =
  'created' | 'sending' | 'delivered' | 'permanent-failure' | 'temporary-failure' | 'technical-failure';

export interface NotifyBehaviour {
  /** For the next messages, one after the other; then by chance, then `usual`. */
  next: NotifyAnswer[];
  chances: Partial<Record<NotifyAnswer, number>>;
  usual: NotifyAnswer;
  /** How questions about messages are answered. */
  asking: 'answer' | 'hang' | 'unavailable' | 'broken' | 'rate-limited';
  /** So long after it was taken is a message found. */
  listingDelayMs: number;
}

export interface TakenMessage {
  id: string;
  reference: string | null;
  email_address: string;
  status: NotifyStatus;
  subject: string;
  body: string;
}

export interface FakeNotify {
  url: string;
  accepted: readonly TakenMessage[];
  requests: { posted: number; asked: number };
  behave(change: Partial<NotifyBehaviour>): void;
  move(reference: string, status: NotifyStatus): void;
  /** The body of the callback that Notify would send now. */
  receiptOf(reference: string): Record<string, unknown>;
  close(): Promise<void>;
}

export function startFakeNotify(settings: { apiKey: string; port?: number }): Promise<FakeNotify>;
