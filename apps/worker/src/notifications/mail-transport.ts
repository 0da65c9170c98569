/** A message, complete: `raw` is what travels by mail, headers and all. */
export interface Mail {
  /** With its angle brackets; the same for every repeat of one outbox row. */
  messageId: string;
  from: string;
  to: string;
  raw: Buffer;
  /** What may be handed to a service outside the council. */
  brief: Brief;
}

/** The news in as few words as it takes: reference, date and link, and the workflow where it may be named. */
export interface Brief {
  /** `CC-2018-001: due on 18 February 2020`. */
  subject: string;
  /** Paragraphs of plain text, the link not among them. */
  lines: readonly string[];
  link: string;
  /** Null where the item is kept from open view, and in a digest. */
  workflow: string | null;
  /** What a channel is told instead, which others read beside whom it is for; left out where it may be told the same. */
  inChannel?: { subject: string; lines: readonly string[]; link: string };
  /** Whose channel it may go to: the team of the post that is told, in its authority. */
  team: { authorityId: string; key: string } | null;
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
   * What follows where a message may have been taken and `find` cannot tell: a mail is repeated once under the same
   * Message-ID, a card never, and of a provider that can be asked the answer is waited for.
   */
  readonly unanswered: 'repeat-once' | 'never-repeat' | 'ask-again';
  /** In milliseconds, where a provider that took a message may for so long answer that it has none. */
  readonly listsLateMs?: number;
  /** Where the provider says later whether a message arrived: its name, which leads the references that are kept. */
  readonly receiptsFrom?: 'notify';
  /**
   * Never rejects. Takes no longer than 10 s. `isStillOurs` is asked at the last moment before the message is handed over:
   * a process that was frozen in between answers `refused`.
   */
  send(mail: Mail, isStillOurs?: () => boolean): Promise<Delivery>;
  /** Whether a message was taken before; `cannot-tell` where the provider cannot be asked, as with SMTP. */
  find(messageId: string): Promise<'found' | 'absent' | 'cannot-tell'>;
}
