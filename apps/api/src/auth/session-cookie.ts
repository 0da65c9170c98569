import type { FastifyReply, FastifyRequest } from 'fastify';

/** Ten hours, as long as a session lives at most. */
const maxAge = 10 * 60 * 60;

/**
 * `__Host-` binds the cookie to this host and to https; browsers refuse it over http, where the name is plain.
 * A proxy that ends TLS says so by X-Forwarded-Proto: a false one only makes the caller's own cookie useless.
 */
function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}

function nameFor(request: FastifyRequest): string {
  return isSecure(request) ? '__Host-kept' : 'kept';
}

export function sessionTokenOf(request: FastifyRequest): string | null {
  return request.cookies[nameFor(request)] ?? null;
}

export function giveSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request), maxAge } as const;
  void reply.setCookie(nameFor(request), token, attributes);
}

export function takeSession(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(nameFor(request), { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) });
}
