import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { conditionsOf, type Conditions } from '../http/conditions.js';
import { signInFirst } from '../http/problem.js';

/** Who asks for a change, and under which conditions. */
export interface ChangeRequest extends Conditions {
  caller: Caller;
}

/** Reads it off the request: the guard's caller, If-Match, Idempotency-Key with the hash of the body. */
export const Asked = createParamDecorator((_data: unknown, context: ExecutionContext): ChangeRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (!request.caller) throw signInFirst();
  return { caller: request.caller, ...conditionsOf(request) };
});
