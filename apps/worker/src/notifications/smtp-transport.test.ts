import { afterEach, describe, expect, it } from 'vitest';
import { startMailServer } from '../../testing/mail-server.js';
import type { MailAnswer, MailServer } from '../../testing/mail-server.js';
import { openSmtpTransport } from './smtp-transport.js';

const mail = {
  messageId: '<0197f7a4-0000-7000-8000-00000000000a@kept.local>',
  from: 'Kept <no-reply@kept.local>',
  to: 'owner@example.org',
  raw: Buffer.from(
    'Message-ID: <0197f7a4-0000-7000-8000-00000000000a@kept.local>\r\nSubject: CC-2018-001\r\n\r\nDue.\r\n',
  ),
};

let server: MailServer | null = null;
afterEach(() => server?.close());

async function sendTo(...answers: MailAnswer[]) {
  server = await startMailServer(answers);
  return { delivery: await openSmtpTransport(server.url).send(mail), received: server.received };
}

describe('a message over SMTP', () => {
  it('is accepted, with the name that the relay gives it', async () => {
    const { delivery, received } = await sendTo('accept');
    expect(delivery).toEqual({ kind: 'accepted', reference: '4bXyZ' });
    expect(received.map(({ to }) => to)).toEqual([['owner@example.org']]);
    expect(received[0]?.raw).toContain('Subject: CC-2018-001');
  });

  it('is refused for now by a 451: nothing was taken', async () => {
    const { delivery } = await sendTo('later');
    expect(delivery).toEqual({ kind: 'refused', error: 'the mail server answered 451' });
  });

  it('is rejected for good by a 550', async () => {
    const { delivery } = await sendTo('never');
    expect(delivery).toEqual({ kind: 'rejected', error: 'the mail server answered 550' });
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

  it('cannot be asked for afterwards', async () => {
    expect(await openSmtpTransport('smtp://127.0.0.1:1').find(mail.messageId)).toBe('cannot-tell');
  });
});
