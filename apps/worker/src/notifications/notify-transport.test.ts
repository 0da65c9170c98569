import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeNotify } from '../../testing/fake-notify.mjs';
import type { FakeNotify, NotifyAnswer } from '../../testing/fake-notify.mjs';
import type { Mail } from './mail-transport.js';
import { openNotifyTransport, receiptOf } from './notify-transport.js';

const service = '26785a09-ab16-4eb0-8407-a37497a57506';
const apiKey = `kept_live-${service}-3d844edf-8d35-48ac-975b-e847b4f122b0`;
const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
const hurried = { send: 500, ask: 500, closed: 200 };

let fake: FakeNotify;
let said: string[];
beforeEach(async () => {
  fake = await startFakeNotify({ apiKey });
  said = [];
});
afterEach(() => fake.close());

const log = {
  error: (_: unknown, message?: string) => void said.push(message ?? ''),
  info: (message: unknown) => void said.push(String(message)),
};

function transportTo(url = fake.url, key = apiKey) {
  return openNotifyTransport({ apiKey: key, templateId, url }, log, hurried);
}

function mailOf(id: string = randomUUID()): Mail {
  return {
    messageId: `<${id}@kept.local>`,
    from: 'Kept <no-reply@kept.local>',
    to: 'owner@example.org',
    raw: Buffer.from('Subject: not for Notify\r\n\r\nAsk about Kingfisher\r\n'),
    brief: {
      subject: 'CC-2018-001: due on 18 February 2020',
      lines: ['CC-2018-001: due on 18 February 2020.'],
      link: 'https://kept.example.org/items/CC-2018-001',
      workflow: null,
      team: null,
    },
  };
}

async function sendWith(...next: NotifyAnswer[]) {
  fake.behave({ next });
  const mail = mailOf();
  const transport = transportTo();
  return { transport, mail, delivery: await transport.send(mail) };
}

describe('a message through GOV.UK Notify', () => {
  it('is handed over with our reference, the template, and the brief alone', async () => {
    const id = randomUUID();
    const delivery = await transportTo().send(mailOf(id));
    expect(delivery).toEqual({ kind: 'accepted', reference: fake.accepted[0]?.id });
    expect(fake.accepted).toMatchObject([
      {
        reference: id,
        email_address: 'owner@example.org',
        subject: 'CC-2018-001: due on 18 February 2020',
        body: 'CC-2018-001: due on 18 February 2020.\n\n' + 'Open it: https://kept.example.org/items/CC-2018-001',
        template: { id: templateId },
      },
    ]);
    expect(JSON.stringify(fake.accepted)).not.toContain('Kingfisher');
  });

  it.each([
    ['rate-limited', 'refused', '429'],
    ['daily-limit', 'refused', '429'],
    ['unavailable', 'refused', '503'],
    ['broken', 'refused', '500'],
    ['team-only', 'rejected', 'team-only API key'],
    ['trial', 'rejected', 'trial mode'],
    ['accept-then-drop', 'unclear', 'did not answer'],
    ['accept-then-hang', 'unclear', 'did not answer'],
    ['accept-then-504', 'unclear', '504'],
    ['drop', 'unclear', 'did not answer'],
    ['hang', 'unclear', 'did not answer'],
  ] as const)('that meets %s is %s, and says why', async (answer, kind, words) => {
    const { delivery } = await sendWith(answer);
    expect(delivery).toMatchObject({ kind, error: expect.stringContaining(words) });
  });

  it('to an address that is none is rejected with the reason', async () => {
    const delivery = await transportTo().send({ ...mailOf(), to: 'nowhere' });
    expect(delivery).toMatchObject({ kind: 'rejected', error: expect.stringContaining('not a valid email address') });
  });

  it('is refused where nobody listens: nothing left the house', async () => {
    const delivery = await transportTo('http://127.0.0.1:1').send(mailOf());
    expect(delivery).toMatchObject({ kind: 'refused', error: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('asking before a repeat', () => {
  it.each(['accept-then-drop', 'accept-then-hang', 'accept-then-504'] as const)('finds what met %s', async (answer) => {
    const { transport, mail } = await sendWith(answer);
    expect(await transport.find(mail.messageId)).toBe('found');
  });

  it.each(['drop', 'hang'] as const)('finds nothing of what met %s before it was taken', async (answer) => {
    const { transport, mail } = await sendWith(answer);
    expect(await transport.find(mail.messageId)).toBe('absent');
  });

  it.each(['hang', 'unavailable', 'broken', 'rate-limited'] as const)(
    'cannot tell where asking meets %s, and asks again later',
    async (asking) => {
      const { transport, mail } = await sendWith('accept-then-drop');
      fake.behave({ asking });
      expect(await transport.find(mail.messageId)).toBe('cannot-tell');
      expect(transport.unanswered).toBe('ask-again');
    },
  );

  it('cannot tell of a message that Notify has forgotten: an empty answer would say too much', async () => {
    // Its id was made on 1 March 2020.
    expect(await transportTo().find('<017094ae-0800-7000-8000-000000000001@kept.local>')).toBe('cannot-tell');
    expect(fake.requests.asked).toBe(0);
  });
});

describe('a key that Notify refuses', () => {
  const wrong = `kept_live-${service}-00000000-0000-4000-8000-000000000000`;

  it('stops the sending, says so once, and gives no message up', async () => {
    const transport = transportTo(fake.url, wrong);
    for (let time = 0; time < 20; time += 1) {
      expect(await transport.send(mailOf())).toMatchObject({ kind: 'refused', error: expect.stringContaining('key') });
    }
    expect(fake.requests.posted).toBe(0);
    expect(said).toHaveLength(1);
    expect(said[0]).not.toContain(wrong);
  });

  it('is tried again after a while, and the log says when it works', async () => {
    const transport = transportTo(fake.url, wrong);
    await transport.send(mailOf());
    await new Promise((resolve) => setTimeout(resolve, 250));
    await transport.send(mailOf());
    expect(said).toHaveLength(1);
  });
});

describe('what became of a message', () => {
  it.each([
    ['created', null],
    ['sending', null],
    ['delivered', 'delivered'],
    ['permanent-failure', 'failed'],
    ['temporary-failure', 'failed'],
    ['technical-failure', 'failed'],
  ] as const)('is read from Notify’s %s as %s', async (status, receipt) => {
    const id = randomUUID();
    const transport = transportTo();
    await transport.send(mailOf(id));
    fake.move(id, status);
    expect(await transport.receiptFor(id)).toEqual({ receipt, status });
    expect(receiptOf(status)).toBe(receipt);
  });

  it('is not known while Notify is silent or has never heard of it', async () => {
    expect(await transportTo().receiptFor(randomUUID())).toBe('cannot-tell');
    fake.behave({ asking: 'hang' });
    expect(await transportTo().receiptFor(randomUUID())).toBe('cannot-tell');
  });
});
