import { NotifyClient } from 'notifications-node-client';
import type { Logger } from 'pino';
import type { Brief, Delivery, MailTransport } from './mail-transport.js';
import { neverLeft } from './never-left.js';

export interface NotifySettings {
  /** As GOV.UK Notify gives it: NAME-SERVICE-SECRET, two UUIDs at its end. */
  apiKey: string;
  /** A template with ((subject)) as its subject and ((body)) as its text. */
  templateId: string;
  /** Without a slash at its end; null = GOV.UK Notify itself. */
  url: string | null;
}

/** How far a message has come at the provider; null while it is on its way. */
export type Receipt = 'delivered' | 'failed' | null;

export interface NotifyTransport extends MailTransport {
  /** What became of a message, by our reference. `cannot-tell` where Notify does not answer or knows nothing of it. */
  receiptFor(outboxId: string): Promise<{ receipt: Receipt; status: string } | 'cannot-tell'>;
}

/** Milliseconds for handing over and for a question; both fit into the lease of a message. */
export interface NotifyLimits {
  send: number;
  ask: number;
  /** While the key is refused one message in so long tries it again. */
  closed: number;
}

const usualLimits: NotifyLimits = { send: 8_000, ask: 5_000, closed: 5 * 60_000 };
/** Six of Notify's seven days. */
const keptFor = 6 * 24 * 60 * 60_000;
/** From the end of a lease on; with what is left of a lease after handing over, twelve seconds at least. */
const listsLateMs = 10_000;

/**
 * Mail through GOV.UK Notify. Its reference is a label and keeps nobody from sending twice, so that whoever does not
 * know asks for the reference before a repeat. What is handed over is the brief alone: reference, date and link.
 */
export function openNotifyTransport(
  { apiKey, templateId, url }: NotifySettings,
  log: Pick<Logger, 'error' | 'info'>,
  limits: NotifyLimits = usualLimits,
): NotifyTransport {
  const posting = clientFor({ apiKey, url }, limits.send);
  const asking = clientFor({ apiKey, url }, limits.ask);
  const door = new KeyDoor(log, limits.closed);
  return {
    unanswered: 'ask-again',
    receiptsFrom: 'notify',
    listsLateMs,
    async send({ messageId, to, brief }, isStillOurs = () => true): Promise<Delivery> {
      if (!isStillOurs()) return { kind: 'refused', error: 'the lease ran out' };
      if (door.closed) return { kind: 'refused', error: keyRefused };
      const personalisation = { subject: brief.subject, body: bodyOf(brief) };
      try {
        const { data } = await posting.sendEmail(templateId, to, { personalisation, reference: outboxIdOf(messageId) });
        door.open();
        return { kind: 'accepted', reference: data.id };
      } catch (error) {
        const answer = answerIn(error);
        if (answer !== null && refusesKey(answer)) door.shut(answer.message);
        return failure(error, answer);
      }
    },
    async find(messageId) {
      if (forgottenByNow(outboxIdOf(messageId))) return 'cannot-tell';
      try {
        const { data } = await asking.getNotifications('email', undefined, outboxIdOf(messageId));
        return data.notifications.length > 0 ? 'found' : 'absent';
      } catch {
        return 'cannot-tell';
      }
    },
    async receiptFor(outboxId) {
      try {
        const { data } = await asking.getNotifications('email', undefined, outboxId);
        const statuses = data.notifications.map(({ status }) => status);
        const best = statuses.find((status) => receiptOf(status) === 'delivered') ?? statuses[0];
        return best === undefined ? 'cannot-tell' : { receipt: receiptOf(best), status: best };
      } catch {
        return 'cannot-tell';
      }
    },
  };
}

function bodyOf({ lines, link }: Brief): string {
  return [...lines, `Open it: ${link}`].join('\n\n');
}

/** Notify keeps what it sent for seven days; of what is older an empty answer says nothing. */
function forgottenByNow(outboxId: string): boolean {
  const [time = '', rest = ''] = outboxId.split('-', 2);
  const isDated = outboxId.charAt(14) === '7';
  return isDated && Date.now() - Number.parseInt(time + rest, 16) > keptFor;
}

/** Every status that ends a message; all others are on the way. */
export function receiptOf(status: string): Receipt {
  if (status === 'delivered') return 'delivered';
  return /^(permanent|temporary|technical)-failure$/.test(status) ? 'failed' : null;
}

const keyRefused = 'GOV.UK Notify does not take the key (NOTIFY_API_KEY)';

/** A key that Notify refuses is refused for every message: say so once, and try seldom until it is taken again. */
class KeyDoor {
  #shutAt: number | null = null;

  constructor(
    private readonly log: Pick<Logger, 'error' | 'info'>,
    private readonly reopens: number,
  ) {}

  get closed(): boolean {
    return this.#shutAt !== null && performance.now() - this.#shutAt < this.reopens;
  }

  shut(answer: string): void {
    if (this.#shutAt === null) this.log.error({ answer }, `${keyRefused}: nothing is sent until it does`);
    this.#shutAt = performance.now();
  }

  open(): void {
    if (this.#shutAt !== null) this.log.info('GOV.UK Notify takes the key again');
    this.#shutAt = null;
  }
}

/** The client's own HTTP, with an end to waiting, no way to elsewhere, and no more of an answer than an answer has. */
function clientFor({ apiKey, url }: Pick<NotifySettings, 'apiKey' | 'url'>, limit: number): NotifyClient {
  const client = url === null ? new NotifyClient(apiKey) : new NotifyClient(url, apiKey);
  const { restClient } = client.apiClient;
  const bounded = (options: object) =>
    restClient({ ...options, signal: AbortSignal.timeout(limit), maxRedirects: 0, maxContentLength: 5_000_000 });
  client.setClient(Object.assign(bounded, restClient));
  return client;
}

interface Answer {
  status: number;
  message: string;
}

function answerIn(error: unknown): Answer | null {
  const { response } = error as { response?: { status: number; data?: unknown } };
  if (response === undefined) return null;
  const { errors } = (response.data ?? {}) as { errors?: { message?: unknown }[] };
  const message = errors?.[0]?.message;
  return { status: response.status, message: typeof message === 'string' ? message.slice(0, 300) : '' };
}

function failure(error: unknown, answer: Answer | null): Delivery {
  if (answer === null) return unanswered(error);
  const { status, message } = answer;
  if (refusesKey(answer)) return { kind: 'refused', error: keyRefused };
  // A gateway gave up waiting for Notify, which may have the message.
  if (status === 502 || status === 504) return { kind: 'unclear', error: `GOV.UK Notify answered ${status}` };
  if (isOfTheMessage(answer)) return { kind: 'rejected', error: `GOV.UK Notify answered ${status}: ${message}` };
  return { kind: 'refused', error: `GOV.UK Notify answered ${status}${message === '' ? '' : `: ${message}`}` };
}

function refusesKey({ status }: Answer): boolean {
  return status === 401 || status === 403;
}

/** A template that is wrong is wrong for every message and the operator's to mend: the messages wait. */
function isOfTheMessage({ status, message }: Answer): boolean {
  return (status === 400 || status === 413) && !/template|personalisation/i.test(message);
}

function unanswered(error: unknown): Delivery {
  const { code } = error as { code?: unknown };
  const reason = typeof code === 'string' ? code : 'no answer';
  return neverLeft(reason)
    ? { kind: 'refused', error: `GOV.UK Notify could not be reached (${reason})` }
    : { kind: 'unclear', error: `GOV.UK Notify did not answer (${reason})` };
}

/** `<0197…@kept.local>` → `0197…`: our reference at Notify is the id of the outbox row and says nothing. */
function outboxIdOf(messageId: string): string {
  return messageId.replace(/^<|@.*$/g, '');
}
