import MailComposer from 'nodemailer/lib/mail-composer';
import { deadlineTitle, isDiscreet } from '@kept/domain';
import type { Recipient } from './check-notice.js';
import type { Brief, Mail } from './mail-transport.js';
import {
  htmlOf,
  messageIdOf,
  messagesPage,
  newsOf,
  outboxKeyOf,
  somethingWaits,
  subjectMatter,
  teamToTell,
} from './write-mail.js';
import type { Letter, MailSettings } from './write-mail.js';

/** One line of a digest, with the facts of its own item. */
export type DigestLine = Pick<Letter, 'notice' | 'item' | 'deadline' | 'facts'>;

export interface Digest {
  authorityId: string;
  /** The message that carries the others: its id makes the Message-ID. */
  outboxId: string;
  outboxKey: string;
  /** Reference of the item that the carrying message is of. */
  reference: string;
  recipient: Recipient;
  lines: readonly DigestLine[];
  /** Messages that go with it, the carrying one not among them. */
  carried: readonly string[];
}

/**
 * Writes what waited for one person as one mail, a line for each: reference, workflow, what, by when, and the link. Never a
 * title or a field; of an exempt or restricted item the reference, the date and the link alone.
 */
export async function writeDigest(digest: Digest, settings: MailSettings): Promise<Mail> {
  const messageId = messageIdOf(digest.outboxId);
  const { lines } = digest;
  const { person } = digest.recipient;
  const count = lines.length === 1 ? 'one message' : `${lines.length} messages`;
  const paragraphs = [
    `This is what waited for you: ${count}. What has been done in the meantime is left out.`,
    ...lines.map((line) => `${lineOf(line)}\n${settings.baseUrl}/items/${encodeURIComponent(line.item.reference)}`),
    `All of them are in Kept: ${messagesPage(settings)}`,
  ];
  const composer = new MailComposer({
    messageId,
    from: settings.from,
    to: { name: person.name, address: person.email },
    subject: `Kept: ${count} for you`,
    date: new Date(lines[0]!.facts.now),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Kept-Outbox-Key': outboxKeyOf(digest.reference, digest.outboxKey),
      'X-Kept-Carried': digest.carried.join(' '),
    },
    text: `${paragraphs.join('\n\n')}\n`,
    html: htmlOf(paragraphs),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  return { messageId, from: settings.from, to: person.email, raw, brief: briefOf(digest, count, settings) };
}

/** For services outside the council: reference and date of each, and no workflow; in a channel, of some only that something waits. */
function briefOf({ authorityId, recipient, lines }: Digest, count: string, settings: MailSettings): Brief {
  const told = { subject: `Kept: ${count} for you`, link: messagesPage(settings) };
  const news = ({ notice, item }: DigestLine) => `${item.reference}: ${newsOf(notice)}.`;
  const inChannel = lines.map((line) =>
    isDiscreet(line.item, line.facts.definition) ? `${somethingWaits(recipient, line.facts)}.` : news(line),
  );
  return {
    ...told,
    lines: lines.map(news),
    workflow: null,
    inChannel: { ...told, lines: inChannel },
    team: teamToTell(authorityId, recipient, lines[0]!.facts),
  };
}

/** `CC-2018-001, challenge card: due on 18 February 2020 (Answer to the young people).` */
function lineOf({ notice, item, deadline, facts }: DigestLine): string {
  const named =
    deadline === null || isDiscreet(item, facts.definition)
      ? null
      : deadlineTitle(deadline.key, facts.definition, facts.rules);
  return `${subjectMatter(item, facts)}: ${newsOf(notice)}${named === null ? '' : ` (${named})`}.`;
}
