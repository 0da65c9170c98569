import type { ViewDigestStore } from '@kept/database';
import type { Logger } from 'pino';
import { faultOf } from '../../boot/loop.js';
import { lookAt } from './when-digests-go.js';

const authoritiesAtOnce = 50;
const batch = 200;

/** Writes the messages of saved views that are due by the database's clock. Any number of workers may do so at once. */
export class BeginViewDigests {
  constructor(
    private readonly digests: Pick<ViewDigestStore, 'dueAuthorities' | 'look'>,
    private readonly log: Logger,
  ) {}

  /** One batch of every authority in which something is due. @returns `busy` when there may be more */
  async round(signal: AbortSignal): Promise<'busy' | 'idle'> {
    let looked = 0;
    let failed: unknown = null;
    for (const authorityId of await this.digests.dueAuthorities(authoritiesAtOnce)) {
      if (signal.aborted) break;
      try {
        looked += await this.digests.look(authorityId, batch, lookAt);
      } catch (error) {
        this.log.warn({ authorityId, error: faultOf(error) }, 'lists by e-mail not looked at');
        failed = error;
      }
    }
    // The loop pauses before the next round, and the others have had their turn.
    if (failed !== null) throw failed;
    return looked > 0 ? 'busy' : 'idle';
  }
}
