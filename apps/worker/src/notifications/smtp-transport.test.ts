import { afterEach, describe, expect, it } from 'vitest';
import { startMailServer } from '../../testing/mail-server.js';
import type { MailAnswer, MailDoor } from '../../testing/mail-server.js';
import { startScriptedMailServer } from '../../testing/scripted-mail-server.js';
import type { MailLine, MailStage } from '../../testing/scripted-mail-server.js';
import type { Mail } from './mail-transport.js';
import { openSmtpTransport } from './smtp-transport.js';

const mail: Mail = {
  messageId: '<0197f7a4-0000-7000-8000-00000000000a@kept.local>',
  from: 'Kept <no-reply@kept.local>',
  to: 'owner@example.org',
  raw: Buffer.from(
    'Message-ID: <0197f7a4-0000-7000-8000-00000000000a@kept.local>\r\nSubject: CC-2018-001\r\n\r\nDue.\r\n',
  ),
  brief: { subject: 'CC-2018-001', lines: ['Due.'], link: 'https://kept.example.org', workflow: null, team: null },
};

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function sendTo(...answers: MailAnswer[]) {
  const server = await startMailServer(answers);
  ends.push(server.close);
  return { delivery: await openSmtpTransport(server.url).send(mail), received: server.received };
}

const hurried = { connect: 300, silence: 400, whole: 600 };

/** A relay that answers as usual but at one place. */
async function sendWhere(stage: MailStage, line: MailLine) {
  const server = await startScriptedMailServer({ [stage]: line });
  ends.push(server.close);
  return { delivery: await openSmtpTransport(server.url, hurried).send(mail), messages: server.messages };
}

async function sendThrough(door: MailDoor, { address, login = '' }: { address: string; login?: string }) {
  const server = await startMailServer(['accept'], door);
  ends.push(server.close);
  const url = server.url.replace('://', `://${login}`) + address;
  return { delivery: await openSmtpTransport(url).send(mail), received: server.received };
}

describe('a message over SMTP', () => {
  it('is accepted, with the name that the relay gives it', async () => {
    const { delivery, received } = await sendTo('accept');
    expect(delivery).toEqual({ kind: 'accepted', reference: '4bXyZ' });
    expect(received.map(({ to }) => to)).toEqual([['owner@example.org']]);
    expect(received[0]?.raw).toContain('Subject: CC-2018-001');
  });

  it('is refused for now by a 451, as greylisting says it: nothing was taken', async () => {
    const { delivery } = await sendTo('later');
    expect(delivery).toEqual({ kind: 'refused', error: 'the mail server answered 451' });
  });

  it('is rejected for good by a 550 to its content or its recipient', async () => {
    const { delivery } = await sendTo('never');
    expect(delivery).toEqual({ kind: 'rejected', error: 'the mail server answered 550' });
    const { delivery: nobody } = await sendWhere('RCPT', { says: '550 5.1.1 No such user' });
    expect(nobody).toEqual({ kind: 'rejected', error: 'the mail server answered 550' });
  });

  it('is unclear when the server has it and hangs up without an answer', async () => {
    const { delivery, received } = await sendTo('drop');
    expect(delivery.kind).toBe('unclear');
    expect(received).toHaveLength(1);
  });

  it('is refused for now where no server listens', async () => {
    const delivery = await openSmtpTransport('smtp://127.0.0.1:1').send(mail);
    expect(delivery).toMatchObject({ kind: 'refused', error: expect.stringContaining('could not be reached') });
  });

  it('cannot be asked for afterwards, and is repeated once', async () => {
    const transport = openSmtpTransport('smtp://127.0.0.1:1');
    expect(await transport.find(mail.messageId)).toBe('cannot-tell');
    expect(transport.unanswered).toBe('repeat-once');
  });
});

describe('a mail server in trouble', () => {
  const closing = { says: '421 4.3.2 Going down' };

  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'message'] as const)(
    'that closes with 421 at %s has taken nothing',
    async (stage) => {
      const { delivery } = await sendWhere(stage, closing);
      expect(delivery).toMatchObject({ kind: 'refused', error: expect.stringContaining('421') });
    },
  );

  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const)(
    'that falls silent at %s has taken nothing, and gets nothing later',
    async (stage) => {
      const { delivery, messages } = await sendWhere(stage, 'nothing');
      expect(delivery.kind).toBe('refused');
      expect(messages).toEqual([]);
    },
  );

  it('that falls silent with the message in its hands may have it', async () => {
    const { delivery, messages } = await sendWhere('message', 'nothing');
    expect(delivery.kind).toBe('unclear');
    expect(messages).toHaveLength(1);
  });

  it.each(['2', '250', '250 2.0.0 O'])('that breaks off after %j may have it', async (words) => {
    const { delivery } = await sendWhere('message', { breaksOffAfter: words });
    expect(delivery.kind).toBe('unclear');
  });

  it.each([
    ['greeting', '554 5.7.1 Not from there'],
    ['MAIL', '550 5.7.1 Not from that sender'],
  ] as const)('that will not speak with us at %s is for the operator: the message waits', async (stage, says) => {
    expect((await sendWhere(stage, { says })).delivery.kind).toBe('refused');
  });

  it('is waited for no longer than ten seconds', async () => {
    const server = await startScriptedMailServer({ message: 'nothing' });
    ends.push(server.close);
    const began = performance.now();
    expect((await openSmtpTransport(server.url).send(mail)).kind).toBe('unclear');
    expect(performance.now() - began).toBeLessThan(10_500);
  });
});

describe('the way to a relay', () => {
  const login = { user: 'kept@council', pass: 'p@ss:w/rd' };
  const credentials = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@`;
  const unchecked = '?tls.rejectUnauthorized=false';

  it('is encrypted where the relay offers it, and signed in as SMTP_URL says', async () => {
    const { delivery, received } = await sendThrough({ login }, { address: unchecked, login: credentials });
    expect(delivery.kind).toBe('accepted');
    expect(received[0]?.secure).toBe(true);
  });

  it('is encrypted from the first byte with smtps', async () => {
    const { delivery, received } = await sendThrough(
      { secure: true, login },
      { address: unchecked, login: credentials },
    );
    expect(delivery.kind).toBe('accepted');
    expect(received[0]?.secure).toBe(true);
  });

  it('is closed where the certificate is vouched for by nobody', async () => {
    const { delivery } = await sendThrough({ secure: true }, { address: '' });
    expect(delivery.kind).toBe('refused');
  });

  it('with a wrong password is the operator’s to mend: no message is given up for it', async () => {
    const { delivery } = await sendThrough({ login }, { address: unchecked, login: 'kept:wrong@' });
    expect(delivery).toEqual({
      kind: 'refused',
      error: expect.stringMatching(/^the mail server answered 535 to AUTH/),
    });
  });
});
