import MailComposer from 'nodemailer/lib/mail-composer';
import { addDays, formatDay, isOverdue } from '@kept/domain';
import type { Instant, LocalDate, Person, WorkItem } from '@kept/domain';
import type { Brief, Mail } from '../mail-transport.js';
import { htmlOf, messageIdOf, outboxKeyOf } from '../write-mail.js';
import type { MailSettings } from '../write-mail.js';

/** What a view holds for its reader, as it is told to them. */
export interface ViewDigest {
  outboxId: string;
  outboxKey: string;
  viewId: string;
  every: 'day' | 'week';
  person: Person;
  /** What every reference of the list begins with: all that is said of which list it is. */
  prefix: string;
  /** The open ones, the earliest date first; null where the view asks for what its list no longer has. */
  items: readonly WorkItem[] | null;
  /** There are others behind these. */
  more: boolean;
  now: Instant;
  today: LocalDate;
}

const mostListed = 50;
const soon = 7;
const rhythm = { day: 'every working day', week: 'the first working day of each week' };

/**
 * Writes a saved view as a message: how many items are open, overdue and due within seven days, and of the last two the
 * references and dates, the earliest first. Never a title or a field; neither the view's name nor its filters, which are
 * somebody's own words.
 */
export async function writeViewDigest(digest: ViewDigest, settings: MailSettings): Promise<Mail> {
  const { person, viewId, every, prefix } = digest;
  const messageId = messageIdOf(digest.outboxId);
  const view = `${settings.baseUrl}/views/${encodeURIComponent(viewId)}`;
  const { counts, listed } = newsOf(digest);
  const subject = `Kept: your list of ${prefix}: ${counts}`;
  const news = [`Your list of ${prefix} on ${formatDay(digest.today)}: ${counts}.`, ...listed];
  const paragraphs = [
    ...news,
    `Open the list: ${view}`,
    `It comes on ${rhythm[every]}, as you chose. Change or end that: ${view}/e-mail`,
  ];
  const composer = new MailComposer({
    messageId,
    from: settings.from,
    to: { name: person.name, address: person.email },
    subject,
    date: new Date(digest.now),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Kept-Outbox-Key': outboxKeyOf(prefix, digest.outboxKey) },
    text: `${paragraphs.join('\n\n')}\n`,
    html: htmlOf(paragraphs),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const brief: Brief = { subject, lines: news, link: view, workflow: null, team: null };
  return { messageId, from: settings.from, to: person.email, raw: await composer.compile().build(), brief };
}

function newsOf({ items, more, now, today }: ViewDigest): { counts: string; listed: string[] } {
  if (items === null) return { counts: 'it can no longer be answered', listed: [whyUnanswered] };
  if (items.length === 0) return { counts: 'nothing is open', listed: [] };
  const isLate = ({ deadlines }: WorkItem) => deadlines.some((deadline) => isOverdue(deadline, today, now));
  const overdue = items.filter(isLate);
  const last = addDays(today, soon);
  const due = items.filter(
    (item) =>
      !isLate(item) && runs(item) && item.nextDueOn !== null && today <= item.nextDueOn && item.nextDueOn <= last,
  );
  const count = (some: readonly WorkItem[]) => `${some.length}${more && some.length > 0 ? ' or more' : ''}`;
  const lines = [
    ...overdue.map(({ reference, nextDueOn }) => `${reference}: overdue, it was due on ${dayOf(nextDueOn)}.`),
    ...due.map(({ reference, nextDueOn }) => `${reference}: due on ${dayOf(nextDueOn)}.`),
  ];
  const beyond = lines.length - mostListed;
  return {
    counts: `${count(items)} open, ${count(overdue)} overdue, ${count(due)} due within seven days`,
    listed: [...lines.slice(0, mostListed), ...(beyond > 0 ? [`And ${beyond} more.`] : [])],
  };
}

const whyUnanswered =
  'The view asks for what its list no longer has, so nothing of it is told. Save it anew, and end this one.';

/** Where all of its dates are paused an item still shows the earliest of them: nothing is due on that day. */
const runs = ({ deadlines, nextDueOn }: WorkItem): boolean =>
  deadlines.some(({ status, dueOn }) => status === 'running' && dueOn === nextDueOn);

const dayOf = (day: LocalDate | null): string => (day === null ? 'a day without a date' : formatDay(day));
