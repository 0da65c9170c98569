import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, Instant, LocalDate } from '@kept/domain';
import type { Reference } from '@kept/database';
import type { FastifyRequest } from 'fastify';
import { signInFirst } from '../http/problem.js';

/** By what the caller is known. */
export type Credential = { kind: 'session'; token: string; expiresAt: Instant } | { kind: 'token'; expiresAt: Instant };

/** Who is asking: found once by the guard, handed to every use case. */
export interface Caller {
  authorityId: string;
  actor: Extract<Actor, { kind: 'person' }>;
  email: string;
  persona: string | null;
  credential: Credential;
  /** The service's day. */
  today: LocalDate;
  reference: Reference;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route whose policy asks for a signed-in caller. */
    caller?: Caller;
  }
}

export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw signInFirst();
  return caller;
});
