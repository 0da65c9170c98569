import type { Database, FieldKey } from '@kept/database';
import type { Logger } from 'pino';
import { cardOf } from './teams-card.js';
import { postCard } from './teams-transport.js';

export interface TeamsTestParts {
  database: Pick<Database, 'authorities' | 'webhooks'>;
  key: FieldKey;
  hosts: readonly string[];
  /** Where readers find Kept. */
  baseUrl: string;
  log: Logger;
  /** Milliseconds; 10 s where it is left out. */
  limit?: number;
}

/**
 * Posts a card through each webhook that was set and not tried yet, and writes down what came of it: a channel that
 * nobody hears is found on the day that it is set, not on the day that it matters.
 */
export class TeamsTests {
  constructor(private readonly parts: TeamsTestParts) {}

  async round(signal: AbortSignal): Promise<'idle'> {
    const { database } = this.parts;
    for (const { id } of await database.authorities.list()) {
      for (const team of await database.webhooks.untested(id)) {
        if (signal.aborted) return 'idle';
        await this.#try(id, team);
      }
    }
    return 'idle';
  }

  async #try(authorityId: string, team: string): Promise<void> {
    const { database, log } = this.parts;
    const fault = await this.#faultOf(authorityId, team);
    await database.webhooks.noteTest(authorityId, team, fault);
    log.info({ authorityId, team, fault }, 'a channel was tried');
  }

  async #faultOf(authorityId: string, team: string): Promise<string | null> {
    const { database, key, hosts, baseUrl, limit = 10_000 } = this.parts;
    const address = await database.webhooks.addressOf(authorityId, team, key);
    if (address === null) return null;
    if (address === 'locked') return 'The address is sealed under another key: set it again.';
    const subject = 'Kept can reach this channel.';
    const card = cardOf({ subject, lines: ['Dates of this team are told here.'], link: baseUrl, workflow: null });
    const delivery = await postCard(card, { address, hosts, limit });
    return delivery.kind === 'accepted' ? null : `${delivery.error}.`;
  }
}
