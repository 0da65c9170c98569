import type { Problem } from '@kept/contracts';
import { ApiProblem, Unreachable } from './problem.js';

export type Query = Readonly<Record<string, string | undefined>>;
export interface SendOptions {
  /** The version that the officer saw; sent as If-Match, so that nothing newer is overwritten. */
  version?: number;
  /** The same key for the same words: a second press, or a repeat after a lost answer, does nothing twice. */
  idempotencyKey?: string;
  /** Goes out also while the page is being left. */
  outlivesPage?: boolean;
}

const gatewayFailures = [502, 503, 504];
let answeredAt = Date.now();
let whenSignedOut: () => void = () => undefined;

/** Told once, at start, what to do when the server no longer knows who is asking. */
export function onSignedOut(handler: () => void): void {
  whenSignedOut = handler;
}

/** When the server last knew who was asking, by this machine's clock: a session without requests ends. */
export const lastAnswered = (): number => answeredAt;

export async function get<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return call<Answer>(addressOf(path, query), { method: 'GET' });
}

/** What a page asks by itself: the server does not take it for use of the session, and so neither does the page. */
export async function getQuietly<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return read<Answer>(await answerTo(addressOf(path, query), { method: 'GET' }));
}

function addressOf(path: string, query: Query): string {
  const search = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

export async function send<Answer>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  options: SendOptions = {},
): Promise<Answer> {
  const headers: Record<string, string> =
    body instanceof FormData || !body ? {} : { 'content-type': 'application/json' };
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const payload = body instanceof FormData ? body : body && JSON.stringify(body);
  const keepalive = options.outlivesPage === true;
  return call<Answer>(path, { method, headers, keepalive, ...(payload ? { body: payload } : {}) });
}

async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await answerTo(path, init);
  if (response.status !== 401) answeredAt = Date.now();
  return read<Answer>(response);
}

async function answerTo(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(() => {
    throw new Unreachable();
  });
  if (gatewayFailures.includes(response.status)) throw new Unreachable();
  if (response.status === 401) whenSignedOut();
  return response;
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new ApiProblem(await readProblem(response));
  // 204 and the like carry no body; the caller asked for `void`.
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = {
    type: 'about:blank',
    title: 'Refused',
    status: response.status,
    detail: 'The service could not do this.',
  };
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback;
}
