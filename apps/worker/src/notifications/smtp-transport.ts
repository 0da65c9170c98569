import { parseConnectionUrl } from 'nodemailer/lib/shared';
import { converse } from './smtp-conversation.js';
import type { Delivery, MailTransport } from './mail-transport.js';

/** Milliseconds: for the connection and the greeting, for silence in a conversation, and for the whole. */
export interface SmtpLimits {
  connect: number;
  silence: number;
  whole: number;
}

const usualLimits: SmtpLimits = { connect: 3_000, silence: 8_000, whole: 10_000 };
const thisMachine = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Mail over SMTP, a connection for each message: a pool sends again by itself when a connection breaks, and whether to
 * send again is ours to decide.
 *
 * @param smtpUrl `smtp://` (STARTTLS where the relay offers it) or `smtps://`, with user and password where the relay asks
 *   for them; a password is given only over TLS, or to this machine
 */
export function openSmtpTransport(smtpUrl: string, limits: SmtpLimits = usualLimits): MailTransport {
  const { auth, ...options } = optionsFor(smtpUrl, limits);
  return {
    unanswered: 'repeat-once',
    async send({ from, to, raw }, isStillOurs = () => true) {
      const progress = { handedOver: false };
      try {
        const letter = { from: addressIn(from), to, raw, isStillOurs };
        const answer = await converse({ options, auth, letter, limit: limits.whole, progress });
        return { kind: 'accepted', reference: lastWord(answer) };
      } catch (error) {
        return failure(error, progress.handedOver);
      }
    },
    find: async () => 'cannot-tell',
  };
}

function optionsFor(smtpUrl: string, { connect, silence }: SmtpLimits) {
  const { auth, ...url } = parseConnectionUrl(smtpUrl);
  const inTheOpen = url.secure !== true && auth !== undefined && !thisMachine.includes(url.host ?? '');
  const timeouts = {
    connectionTimeout: connect,
    greetingTimeout: connect,
    dnsTimeout: connect,
    socketTimeout: silence,
  };
  return { auth, ...url, ...timeouts, ...(inTheOpen && { requireTLS: true }) };
}

/**
 * What an error says of the message. A no to its recipient or its content is for good; a no to us (greeting, sign-in,
 * sender) is the operator's to mend, and the message waits. An answer that was cut off is none.
 */
function failure(error: unknown, handedOver: boolean): Delivery {
  const { responseCode, code, command } = error as { responseCode?: unknown; code?: unknown; command?: unknown };
  const stage = typeof command === 'string' ? command : 'CONN';
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 600) return saidNo(responseCode, stage);
  const reason = typeof code === 'string' ? code : 'no answer in time';
  return handedOver
    ? { kind: 'unclear', error: `the mail server took the message and did not answer (${reason})` }
    : { kind: 'refused', error: `the mail server could not be reached (${reason})` };
}

function saidNo(answer: number, stage: string): Delivery {
  const ofTheMessage = stage === 'RCPT TO' || stage === 'DATA';
  const where = ofTheMessage || stage === 'CONN' ? '' : ` to ${stage}`;
  const kind = ofTheMessage && answer >= 500 ? 'rejected' : 'refused';
  return { kind, error: `the mail server answered ${answer}${where}` };
}

/** `Kept <no-reply@kept.local>` → `no-reply@kept.local`. */
function addressIn(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}

/** Relays say their own id of the message at the end: `250 2.0.0 Ok: queued as 4bXyZ`. */
function lastWord(answer: string): string | null {
  return /queued as (\S{1,80})/i.exec(answer)?.[1] ?? null;
}
