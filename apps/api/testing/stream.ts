import { get, type IncomingMessage } from 'node:http';

/** One message of a stream, as a browser would take it apart. */
export interface StreamMessage {
  id?: string;
  event?: string;
  data?: string;
}

/** The cookie of a persona who signs in. */
export async function signIn(url: string, persona: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

/** A stream of server-sent events as a browser holds it, on a connection of its own; `next` gives null once it has ended. */
export async function openStream(url: string, cookie: string, lastEventId = '') {
  const headers = { cookie, ...(lastEventId !== '' && { 'last-event-id': lastEventId }) };
  const request = get(`${url}/api/events`, { headers, agent: false });
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request.on('response', resolve).on('error', reject),
  );
  const messages = messagesOf(answer);
  const next = async (): Promise<StreamMessage | null> => {
    const { value, done } = await messages.next();
    return done === true ? null : value;
  };
  /** Passes over what is told of other items. */
  const about = async (reference: string): Promise<StreamMessage | null> => {
    for (;;) {
      const message = await next();
      if (message === null || message.data?.includes(reference) === true) return message;
    }
  };
  return { status: answer.statusCode, headers: answer.headers, next, about, leave: () => void request.destroy() };
}

async function* messagesOf(answer: IncomingMessage): AsyncGenerator<StreamMessage, void> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    text += String(chunk);
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks.map(readMessage).filter((message) => message.data !== undefined);
  }
}

function readMessage(block: string): StreamMessage {
  const lines = block.split('\n').map((line) => /^(id|event|data): (.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap((line) => (line ? [[line[1], line[2]]] : []))) as StreamMessage;
}
