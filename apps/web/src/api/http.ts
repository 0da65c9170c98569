import type { Problem } from '@kept/contracts';
import { ApiProblem, Unreachable } from './problem.js';

export type Query = Readonly<Record<string, string | undefined>>;
export interface SendOptions {
  /** The version that the officer saw; sent as If-Match, so that nothing newer is overwritten. */
  version?: number;
  /** The same key for the same words: a second press, or a repeat after a lost answer, does nothing twice. */
  idempotencyKey?: string;
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

/**
 * For what a page asks by itself, while nobody touches it: the server does not take it for somebody at work, and neither
 * does the warning before a session ends.
 */
export const getByItself = <Answer>(path: string): Promise<Answer> =>
  call<Answer>(path, { method: 'GET', headers: { 'kept-background': '1' } }, { byItself: true });

export async function get<Answer>(path: string, query: Query = {}): Promise<Answer> {
  const search = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]));
  const suffix = search.size > 0 ? `?${search.toString()}` : '';
  return call<Answer>(`${path}${suffix}`, { method: 'GET' });
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
  return call<Answer>(path, { method, headers, ...(payload ? { body: payload } : {}) });
}

async function call<Answer>(path: string, init: RequestInit, { byItself = false } = {}): Promise<Answer> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(() => {
    throw new Unreachable();
  });
  if (gatewayFailures.includes(response.status)) throw new Unreachable();
  if (response.status === 401) whenSignedOut();
  else if (!byItself) answeredAt = Date.now();
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
