import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { policyOf } from '../http/policy.js';
import { forbidden, signInFirst } from '../http/problem.js';
import { Authenticator } from './authenticator.js';
import { requireSameOrigin } from './same-origin.js';

/** Stands before every route: no policy, no way in. */
@Injectable()
export class PolicyGuard implements CanActivate {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = policyOf(context.getHandler());
    if (!policy) throw forbidden('This is open to nobody.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // A page that sends no referrer sends its form from nowhere.
    if (!policy.byLink) requireSameOrigin(request);
    if (!policy.signIn) return true;
    const caller = await this.authenticator.identify(request, policy);
    if (!caller) throw signInFirst();
    if (!policy.allows(caller.actor.roles)) throw forbidden('This is not yours to do.');
    request.caller = caller;
    return true;
  }
}
