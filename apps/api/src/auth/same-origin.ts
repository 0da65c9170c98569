import type { FastifyRequest } from 'fastify';
import { forbidden } from '../http/problem.js';

const harmless = ['GET', 'HEAD', 'OPTIONS'];

/**
 * A browser says where a request comes from; one from another site must not ride on this site's cookie. A script says
 * nothing and carries no cookie that it was not given.
 * @throws Refused 403
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (harmless.includes(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const elsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (elsewhere || (origin !== undefined && hostOf(origin) !== request.headers.host)) {
    throw forbidden('A page of another site asked for this.');
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
