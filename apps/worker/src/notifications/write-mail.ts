import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { answerKey, deadlineTitle, formatDay, inSentence, isDiscreet, personAt, receiptLine } from '@kept/domain';
import type { Deadline, Facts, WorkItem } from '@kept/domain';
import type { Notice } from '@kept/database';
import type { Recipient } from './check-notice.js';
import type { Brief, Mail } from './mail-transport.js';

export interface Letter {
  authorityId: string;
  /** Its id makes the Message-ID: every repeat carries the same one. */
  outboxId: string;
  outboxKey: string;
  notice: Notice;
  item: WorkItem;
  deadline: Deadline | null;
  recipient: Recipient;
  facts: Facts;
}

export interface MailSettings {
  from: string;
  /** Where readers find Kept, without a slash at its end. */
  baseUrl: string;
}

/** `<0197…@kept.local>`: made from the outbox row alone, so that two tries of one message are one message. */
export function messageIdOf(outboxId: string): string {
  return `<${outboxId}@kept.local>`;
}

/**
 * `CC-2020-001 5f2c…`: the same for every try, and no word of what it says: the key itself names the limit, which says
 * what an exempt item is about.
 */
export function outboxKeyOf(reference: string, outboxKey: string): string {
  return `${reference} ${createHash('sha256').update(outboxKey).digest('hex').slice(0, 32)}`;
}

/**
 * Writes the message. It holds the reference, the workflow, the date, why that date, and a link; never the title or a
 * field, which may name a child. Of an exempt or restricted item it holds the reference, the date and the link alone.
 */
export async function writeMail(letter: Letter, settings: MailSettings): Promise<Mail> {
  const { notice, item, recipient, facts } = letter;
  const messageId = messageIdOf(letter.outboxId);
  const lines = linesOf(letter, settings);
  const composer = new MailComposer({
    messageId,
    from: settings.from,
    to: { name: recipient.person.name, address: recipient.person.email },
    subject: subjectOf(notice, item, facts),
    date: new Date(facts.now),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Kept-Outbox-Key': outboxKeyOf(item.reference, letter.outboxKey),
    },
    text: `${lines.join('\n\n')}\n`,
    html: htmlOf(lines),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  return { messageId, from: settings.from, to: recipient.person.email, raw, brief: briefOf(letter, settings) };
}

/**
 * The news for services outside the council. A channel is read by others beside whom it is for: of an item that is kept from
 * open view it is told only that something waits, and where to look.
 */
function briefOf({ authorityId, notice, item, recipient, facts }: Letter, settings: MailSettings): Brief {
  const discreet = isDiscreet(item, facts.definition);
  const subject = `${item.reference}: ${newsOf(notice)}`;
  const waits = somethingWaits(recipient, facts);
  const inChannel = { subject: waits, lines: [`${waits}.`], link: messagesPage(settings) };
  return {
    subject,
    lines: [`${subject}.`],
    link: linkTo(item, settings),
    workflow: discreet ? null : facts.definition.title.officer,
    ...(discreet && { inChannel }),
    team: teamToTell(authorityId, recipient, facts),
  };
}

/** All that a channel learns of what is kept from open view. */
export function somethingWaits({ post }: Recipient, { organisation }: Facts): string {
  if (personAt(post) !== null) return 'Something that you follow has changed';
  return `Something waits for the post ${organisation.posts.find(({ key }) => key === post)?.title ?? post}`;
}

/** Where each reader finds what waits for them. */
export const messagesPage = ({ baseUrl }: MailSettings): string => `${baseUrl}/messages`;

/** Whose channel it may go to: the team of the post that is told. */
export function teamToTell(authorityId: string, { post }: Recipient, { organisation }: Facts): Brief['team'] {
  const team = organisation.posts.find(({ key }) => key === post)?.team ?? null;
  return team === null ? null : { authorityId, key: team };
}

function linkTo({ reference }: WorkItem, { baseUrl }: MailSettings): string {
  return `${baseUrl}/items/${encodeURIComponent(reference)}`;
}

/** `CC-2018-001, challenge card: due on 18 February 2020`. */
function subjectOf(notice: Notice, item: WorkItem, facts: Facts): string {
  return `${subjectMatter(item, facts)}: ${newsOf(notice)}`;
}

export function subjectMatter(item: WorkItem, facts: Facts): string {
  if (isDiscreet(item, facts.definition)) return item.reference;
  const { officer } = facts.definition.title;
  return `${item.reference}, ${inSentence(officer)}`;
}

export function newsOf({ kind, dueOn, late, deadline }: Pick<Notice, 'kind' | 'dueOn' | 'late' | 'deadline'>): string {
  const day = dueOn === null ? null : formatDay(dueOn);
  const news: Record<Notice['kind'], string> = {
    reminder: day === null ? 'a date is near' : `due on ${day}`,
    overdue: day === null ? 'overdue' : `overdue, it was due on ${day}`,
    assigned: day === null ? 'now with your post' : `now with your post, next date ${day}`,
    'date-moved': day === null ? 'its date has moved' : `its date has moved to ${day}`,
    escalation: escalationNews(day, deadline?.key),
    exception: day === null ? 'late' : `late, it was due on ${day}`,
    mention: 'you are mentioned in a comment',
    followed: 'its state, owner or a date has changed',
  };
  return late ? `${news[kind]} (told late)` : news[kind];
}

/** To the post of a level, by when it answers; to the others who are told, that there is something to look at. */
function escalationNews(day: string | null, limit: string | undefined): string {
  if (day === null) return 'escalated to you';
  if (limit === answerKey) return `escalated to you, to be answered by ${day}`;
  return `look at its levels of escalation, it was due on ${day}`;
}

function linesOf({ notice, item, deadline, recipient, facts }: Letter, settings: MailSettings): string[] {
  const told = isDiscreet(item, facts.definition) ? null : deadline;
  return [
    `${subjectMatter(item, facts)}: ${newsOf(notice)}.`,
    ...(told === null ? [] : [`It is the date for: ${deadlineTitle(told.key, facts.definition, facts.rules)}.`]),
    ...(told === null ? [] : [`Why this date? ${receiptLine(told)}`]),
    `Open it: ${linkTo(item, settings)}`,
    whyTold(recipient, facts),
  ];
}

function whyTold({ post, acting }: Recipient, { organisation }: Facts): string {
  if (personAt(post) !== null) return 'You are told because you follow it. Stop following on its page.';
  const title = organisation.posts.find(({ key }) => key === post)?.title ?? post;
  return `This goes to the post ${title}.${acting === null ? '' : ` You act for it: ${acting}.`}`;
}

export function htmlOf(lines: readonly string[]): string {
  const paragraphs = lines.map((line) => `<p>${linked(escaped(line))}</p>`).join('\n');
  return `<!doctype html>\n<html lang="en-GB"><body style="font-family: Arial, sans-serif; font-size: 16px">\n${paragraphs}\n</body></html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function linked(html: string): string {
  return html.replace(/https?:\/\/[^\s<]+/, (address) => `<a href="${address}">${address}</a>`);
}
