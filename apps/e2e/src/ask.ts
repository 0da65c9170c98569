import type { Officer } from './officer.js';

interface Sent {
  method: 'POST' | 'PUT' | 'PATCH';
  body: object;
  headers?: Record<string, string>;
}

/** Asks the service as the page would: same origin, same session. What is no success fails, with what was answered. */
export async function ask<Answer>({ page }: Officer, path: string, sent?: Sent): Promise<Answer> {
  const answer = await page.evaluate(
    async ({ where, what }) => {
      const headers = { 'content-type': 'application/json', ...what?.headers };
      const asked = what ? { method: what.method, headers, body: JSON.stringify(what.body) } : {};
      const response = await fetch(`/api${where}`, asked);
      return { ok: response.ok, status: response.status, text: await response.text() };
    },
    { where: path, what: sent },
  );
  if (!answer.ok) throw new Error(`${sent?.method ?? 'GET'} ${path}: ${answer.status} ${answer.text}`);
  // The contract says what a successful answer is.
  return (answer.text === '' ? null : JSON.parse(answer.text)) as Answer;
}
