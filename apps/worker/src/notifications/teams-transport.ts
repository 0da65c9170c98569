import { webhookFault } from '@kept/database';
import type { Brief, Delivery, MailTransport } from './mail-transport.js';
import { neverLeft } from './never-left.js';
import { cardOf } from './teams-card.js';
import type { CardMessage } from './teams-card.js';

export interface TeamsSettings {
  /** Where the channel of a team is reached; `locked` where it was sealed under another key. */
  addressOf(team: NonNullable<Brief['team']>): Promise<string | 'locked' | null>;
  hosts: readonly string[];
  /** Milliseconds; 10 s where it is left out. */
  limit?: number;
}

/**
 * Cards into the channels of teams, through the webhook of a flow. Nobody can be asked whether a card was posted, and a
 * second one is seen by everybody, so that none is repeated.
 */
export function openTeamsTransport({ addressOf, hosts, limit = 10_000 }: TeamsSettings): MailTransport {
  return {
    unanswered: 'never-repeat',
    async send({ brief }, isStillOurs = () => true): Promise<Delivery> {
      try {
        const address = brief.team === null ? null : await addressOf(brief.team);
        if (address === null) return { kind: 'refused', error: 'the team has no channel' };
        if (address === 'locked')
          return { kind: 'refused', error: 'the address of the channel is sealed under another key' };
        if (!isStillOurs()) return { kind: 'refused', error: 'the lease ran out' };
        return await postCard(cardOf({ ...brief, ...brief.inChannel }), { address, hosts, limit });
      } catch {
        return { kind: 'refused', error: 'the address of the channel could not be read' };
      }
    },
    find: async () => 'cannot-tell',
  };
}

/** Posts one card. Goes nowhere but to the address, and there only where its host is still allowed. Never rejects. */
export async function postCard(
  card: CardMessage,
  { address, hosts, limit }: { address: string; hosts: readonly string[]; limit: number },
): Promise<Delivery> {
  const fault = webhookFault(address, hosts);
  if (fault !== null) return { kind: 'rejected', error: `Teams: ${fault}` };
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(card),
      redirect: 'manual',
      signal: AbortSignal.timeout(limit),
    });
    await response.body?.cancel();
    return answered(response);
  } catch (error) {
    return unanswered(error);
  }
}

function answered({ status, ok, headers }: Response): Delivery {
  if (ok) return { kind: 'accepted', reference: headers.get('x-ms-workflow-run-id') };
  const error = `Teams answered ${status}`;
  // A gateway gave up waiting for the flow, which may have run.
  if (status === 502 || status === 504) return { kind: 'unclear', error };
  if (status === 429 || status === 408 || status >= 500) return { kind: 'refused', error };
  if (status >= 300 && status < 400)
    return { kind: 'rejected', error: `${error}: it leads elsewhere, and is not followed` };
  return { kind: 'rejected', error: `${error}: the flow may be gone; set the address of the channel again` };
}

function unanswered(error: unknown): Delivery {
  const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: unknown };
  const reason = typeof code === 'string' ? code : 'no answer';
  return neverLeft(reason)
    ? { kind: 'refused', error: `Teams could not be reached (${reason})` }
    : { kind: 'unclear', error: `Teams did not answer (${reason})` };
}
