import { Inject, Injectable } from '@nestjs/common';
import type { TokenBody, TokenView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { forbidden } from '../http/problem.js';

const day = 24 * 60 * 60 * 1000;

/** Makes a personal access token; it is shown this once. One made with a token never outlives that token. */
@Injectable()
export class CreateToken {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor, credential }: Caller, body: TokenBody): Promise<TokenView> {
    const longest = credential.kind === 'token' ? await this.daysUntil(credential.expiresAt) : body.expiresInDays;
    if (longest < 1) throw forbidden('Sign in to make a token: this one is about to expire.');
    const expiresInDays = Math.min(body.expiresInDays, longest);
    const { token, record } = await this.database.tokens.create({
      authorityId,
      personId: actor.personId,
      name: body.name,
      expiresInDays,
    });
    return { id: record.id, name: record.name, token, expiresAt: record.expiresAt };
  }

  /** Whole days by the service's clock, a minute's grace for the way here. */
  private async daysUntil(instant: string): Promise<number> {
    const { now } = await this.database.clock.now();
    return Math.floor((Date.parse(instant) - Date.parse(now) + 60_000) / day);
  }
}
