/** A message, complete: `raw` is what travels, headers and all. */
export interface Mail {
  /** With its angle brackets; the same for every repeat of one outbox row. */
  messageId: string;
  from: string;
  to: string;
  raw: Buffer;
}

/** What the provider said, or that it said nothing. */
export type Delivery =
  | { kind: 'accepted'; reference: string | null }
  /** Nothing was handed over; it may work later. */
  | { kind: 'refused'; error: string }
  /** It will never take this message. */
  | { kind: 'rejected'; error: string }
  /** The message was handed over, and no answer came. */
  | { kind: 'unclear'; error: string };

export interface MailTransport {
  /**
   * Never rejects. Takes no longer than 10 s. `isStillOurs` is asked at the last moment before the message is handed over:
   * a process that was frozen in between answers `refused`.
   */
  send(mail: Mail, isStillOurs?: () => boolean): Promise<Delivery>;
  /** Whether a message was taken before; `cannot-tell` where the provider cannot be asked, as with SMTP. */
  find(messageId: string): Promise<'found' | 'absent' | 'cannot-tell'>;
}
