import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { idOrReference, teamWebhookBody, teamWebhookListView, teamWebhookView } from '@kept/contracts';
import type { TeamWebhookBody, TeamWebhookListView, TeamWebhookView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { SetWebhook } from './set-webhook.js';
import { arrangesChannels } from './team-webhook.policy.js';

const ofTeam = 'teams/:key/webhook';

@Controller('api')
export class TeamWebhookController {
  constructor(@Inject(SetWebhook) private readonly webhooks: SetWebhook) {}

  @Get('team-webhooks')
  @Policed(arrangesChannels)
  @Answers(200, teamWebhookListView, 401, 403)
  list(@CurrentCaller() caller: Caller): Promise<TeamWebhookListView> {
    return this.webhooks.list(caller);
  }

  @Get(ofTeam)
  @Policed(arrangesChannels)
  @Answers(200, teamWebhookView, 401, 403, 404)
  show(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) team: string,
  ): Promise<TeamWebhookView> {
    return this.webhooks.show(caller, team);
  }

  @Put(ofTeam)
  @Policed(arrangesChannels)
  @Answers(200, teamWebhookView, 400, 401, 403, 404, 409, 422)
  save(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) team: string,
    @Body({ schema: teamWebhookBody }) body: TeamWebhookBody,
  ): Promise<TeamWebhookView> {
    return this.webhooks.save(caller, team, body);
  }

  @Delete(ofTeam)
  @HttpCode(204)
  @Policed(arrangesChannels)
  @Answers(204, null, 401, 403, 404)
  remove(@CurrentCaller() caller: Caller, @Param('key', { schema: idOrReference }) team: string): Promise<void> {
    return this.webhooks.remove(caller, team);
  }

  @Post(`${ofTeam}/tests`)
  @HttpCode(202)
  @Policed(arrangesChannels)
  @Answers(202, teamWebhookView, 401, 403, 404)
  tryAgain(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) team: string,
  ): Promise<TeamWebhookView> {
    return this.webhooks.tryAgain(caller, team);
  }
}
