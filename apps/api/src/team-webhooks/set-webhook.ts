import { Inject, Injectable } from '@nestjs/common';
import type { TeamWebhookBody, TeamWebhookListView, TeamWebhookView } from '@kept/contracts';
import { usualTeamsHosts, webhookFault } from '@kept/database';
import type { Database, TeamWebhook } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { CONFIG, DATABASE, type Foundations } from '../boot/providers.js';
import { conflict, incomplete, notFound } from '../http/problem.js';

/** Sets, shows and removes the webhook of a team. The address goes in and never comes out. */
@Injectable()
export class SetWebhook {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Foundations['config'],
  ) {}

  /** Every team of the council, by its title. */
  async list(caller: Caller): Promise<TeamWebhookListView> {
    const set = await this.database.webhooks.list(caller.authorityId);
    const teams = caller.reference.teams
      .map(({ key, title }) => {
        const webhook = set.find(({ team }) => team === key);
        return { key, title, webhook: webhook === undefined ? null : present(webhook, caller) };
      })
      .toSorted((one, other) => one.title.localeCompare(other.title, 'en-GB'));
    const { fieldKey, teamsHosts } = this.config;
    return { teams, maySet: fieldKey != null, hosts: [...(teamsHosts ?? usualTeamsHosts)] };
  }

  /** @throws Refused 404 for no such team or none set */
  async show(caller: Caller, team: string): Promise<TeamWebhookView> {
    const webhook = await this.database.webhooks.read(caller.authorityId, team);
    if (webhook === null) throw notFound();
    return present(webhook, caller);
  }

  /** @throws Refused 409 without a key to seal it under, 422 for an address that is not allowed, 404 for no such team */
  async save(caller: Caller, team: string, { address }: TeamWebhookBody): Promise<TeamWebhookView> {
    if (!caller.reference.teams.some(({ key }) => key === team)) throw notFound();
    const { fieldKey, teamsHosts } = this.config;
    if (fieldKey == null) throw conflict('There is no KEPT_FIELD_KEY, under which the address could be kept.');
    const fault = webhookFault(address, teamsHosts ?? usualTeamsHosts);
    if (fault !== null) throw incomplete([{ field: 'address', text: fault }]);
    const saved = await this.database.webhooks.save(caller, { team, address }, fieldKey);
    if (saved === 'unknown') throw notFound();
    return this.show(caller, team);
  }

  /** Asks a worker for another card. @throws Refused 404 where there is none */
  async tryAgain(caller: Caller, team: string): Promise<TeamWebhookView> {
    if (!(await this.database.webhooks.tryAgain(caller, team))) throw notFound();
    return this.show(caller, team);
  }

  /** @throws Refused 404 where there was none */
  async remove(caller: Caller, team: string): Promise<void> {
    if (!(await this.database.webhooks.remove(caller, team))) throw notFound();
  }
}

function present(webhook: TeamWebhook, { reference }: Caller): TeamWebhookView {
  const { team: key, host, setBy, setAt, testedAt, testFault } = webhook;
  const title = reference.teams.find((team) => team.key === key)?.title ?? key;
  const name = reference.organisation.people.find(({ id }) => id === setBy)?.name ?? setBy;
  const posted = testFault === null ? 'posted' : 'failed';
  const outcome = testedAt === null ? 'waiting' : posted;
  return { team: { key, title }, host, setBy: name, setAt, test: { outcome, at: testedAt, fault: testFault } };
}
