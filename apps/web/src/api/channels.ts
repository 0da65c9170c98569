import type { TeamWebhookListView, TeamWebhookView } from '@kept/contracts';
import { get, send } from './http.js';

const webhook = (team: string) => `/teams/${encodeURIComponent(team)}/webhook`;

/** The channels in Teams in which teams are told. An address goes in and never comes out. */
export const channels = {
  list: () => get<TeamWebhookListView>('/team-webhooks'),
  set: (team: string, address: string) => send<TeamWebhookView>('PUT', webhook(team), { address }),
  tryAgain: (team: string) => send<TeamWebhookView>('POST', `${webhook(team)}/tests`),
  switchOff: (team: string) => send<void>('DELETE', webhook(team)),
};
