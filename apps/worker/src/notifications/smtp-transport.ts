import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Delivery, MailTransport } from './mail-transport.js';

const timeouts = { connectionTimeout: 3_000, greetingTimeout: 3_000, dnsTimeout: 3_000, socketTimeout: 8_000 };
const sendLimit = 10_000;

/**
 * Mail over SMTP, a connection for each message: nodemailer's pool sends again by itself when a connection breaks, and
 * whether to send again is ours to decide.
 *
 * @param smtpUrl `smtp://` or `smtps://`, with user and password where the relay asks for them
 */
export function openSmtpTransport(smtpUrl: string): MailTransport {
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ from, to, raw }, isStillOurs = () => true) {
      // Read from the moment the server has said "go ahead": from then on silence may mean that it has the message.
      let handedOver = false;
      let givenUp = false;
      const body = Readable.from(
        (function* () {
          if (givenUp || !isStillOurs()) throw new Error('given up before the server asked for the message');
          handedOver = true;
          yield raw;
        })(),
      );
      try {
        const envelope = { from: addressIn(from), to: [to] };
        const sent = await within(transport.sendMail({ envelope, raw: body }));
        return { kind: 'accepted', reference: lastWord(sent.response) };
      } catch (error) {
        givenUp = true;
        return failure(error, handedOver);
      }
    },
    find: async () => 'cannot-tell',
  };
}

function failure(error: unknown, handedOver: boolean): Delivery {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number' && responseCode >= 500) {
    return { kind: 'rejected', error: `the mail server answered ${responseCode}` };
  }
  if (typeof responseCode === 'number') return { kind: 'refused', error: `the mail server answered ${responseCode}` };
  const reason = typeof code === 'string' ? code : 'no answer in time';
  return handedOver
    ? { kind: 'unclear', error: `the mail server took the message and did not answer (${reason})` }
    : { kind: 'refused', error: `the mail server could not be reached (${reason})` };
}

/** `Kept <no-reply@kept.local>` → `no-reply@kept.local`. */
function addressIn(from: string): string {
  return /<([^<>]+)>/.exec(from)?.[1] ?? from;
}

/** Relays say their own id of the message at the end: `250 2.0.0 Ok: queued as 4bXyZ`. */
function lastWord(response: string | undefined): string | null {
  return /queued as (\S{1,80})/i.exec(response ?? '')?.[1] ?? null;
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), sendLimit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
