import type { TeamWebhookListView } from '@kept/contracts';
import { instantInWords } from '../../../ui/dates.js';
import { listInWords } from '../../../ui/words.js';

type Team = TeamWebhookListView['teams'][number];
type Webhook = NonNullable<Team['webhook']>;

/** Whether cards arrive, as far as is known. Teams may still lose what it took: a look into the channel is the proof. */
export function testInWords({ outcome, at, fault }: Webhook['test']): string {
  if (outcome === 'waiting') return 'A card is being posted to try it';
  const when = at === null ? '' : ` on ${instantInWords(at)}`;
  return outcome === 'posted'
    ? `Teams took a card${when}`
    : `No card could be posted${when}: ${fault ?? 'no reason is known.'}`;
}

/** `any host below logic.azure.com, and flows.example.gov.uk` */
export function hostsInWords(hosts: readonly string[]): string {
  return listInWords(hosts.map((host) => (host.startsWith('.') ? `any host below ${host.slice(1)}` : host)));
}
