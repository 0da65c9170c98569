import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { conditionsOf, type Conditions } from '../http/conditions.js';
import { signInFirst } from '../http/problem.js';

/** Who asks, and under which conditions; `ifMatch` is null for whichever version stands. */
export interface AskedMeeting {
  caller: Caller;
  conditions: Conditions;
  ifMatch: number | null;
}

export const AskedOf = createParamDecorator((_data: unknown, context: ExecutionContext): AskedMeeting => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (!request.caller) throw signInFirst();
  const conditions = conditionsOf(request);
  return { caller: request.caller, conditions, ifMatch: conditions.ifMatch ?? null };
});
