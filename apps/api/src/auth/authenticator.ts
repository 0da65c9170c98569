import { Inject, Injectable } from '@nestjs/common';
import { postsOf } from '@kept/domain';
import type { Database } from '@kept/database';
import type { FastifyRequest } from 'fastify';
import { DATABASE } from '../boot/providers.js';
import { hasLeft } from './has-left.js';
import type { Caller, Credential } from './caller.js';
import { ServiceClock } from './service-clock.js';
import { sessionTokenOf } from './session-cookie.js';

/** A good credential: whose it is, in which authority. */
interface Known {
  authorityId: string;
  personId: string;
  persona: string | null;
  credential: Credential;
}

const bearer = /^Bearer +([\x21-\x7E]{1,200})$/i;

/** Finds out who is asking, by session cookie or by personal access token. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ServiceClock) private readonly clock: ServiceClock,
  ) {}

  /** Null without a good credential. A bad bearer token is bad, whatever cookie stands beside it. */
  async identify(request: FastifyRequest, { quiet = false }: { quiet?: boolean } = {}): Promise<Caller | null> {
    const known = await this.known(request, quiet);
    if (!known) return null;
    const { authorityId, personId, persona, credential } = known;
    const [reference, { now, today }] = await Promise.all([
      this.database.reference.load(authorityId),
      this.clock.moment(),
    ]);
    const person = reference.organisation.people.find(({ id }) => id === personId);
    if (!person || hasLeft(person, now)) return null;
    const roles = reference.roles[personId] ?? [];
    const posts = postsOf(personId, reference.organisation, today);
    const actor = { kind: 'person', personId, name: person.name, roles, posts } as const;
    return { authorityId, actor, email: person.email, persona, credential, today, reference };
  }

  private async known(request: FastifyRequest, quiet: boolean): Promise<Known | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(authorization);
    const token = sessionTokenOf(request);
    if (token === null || token === '') return null;
    const session = await this.database.sessions.find(token, !quiet);
    return session && { ...session, credential: { kind: 'session', token, expiresAt: session.expiresAt } };
  }

  private async byToken(authorization: string): Promise<Known | null> {
    const token = bearer.exec(authorization)?.[1];
    const found = token === undefined ? null : await this.database.tokens.find(token);
    return found && { ...found, persona: null, credential: { kind: 'token', expiresAt: found.expiresAt } };
  }
}
