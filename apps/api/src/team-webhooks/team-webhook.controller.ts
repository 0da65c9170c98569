import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { idOrReference, teamWebhookBody, teamWebhookView } from '@kept/contracts';
import type { TeamWebhookBody, TeamWebhookView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { SetWebhook } from './set-webhook.js';
import { arrangesChannels } from './team-webhook.policy.js';

@Controller('api/teams/:key/webhook')
export class TeamWebhookController {
  constructor(@Inject(SetWebhook) private readonly webhooks: SetWebhook) {}

  @Get()
  @Policed(arrangesChannels)
  @Answers(200, teamWebhookView, 401, 403, 404)
  show(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) team: string,
  ): Promise<TeamWebhookView> {
    return this.webhooks.show(caller, team);
  }

  @Put()
  @Policed(arrangesChannels)
  @Answers(200, teamWebhookView, 400, 401, 403, 404, 409, 422)
  save(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) team: string,
    @Body({ schema: teamWebhookBody }) body: TeamWebhookBody,
  ): Promise<TeamWebhookView> {
    return this.webhooks.save(caller, team, body);
  }

  @Delete()
  @HttpCode(204)
  @Policed(arrangesChannels)
  @Answers(204, null, 401, 403, 404)
  remove(@CurrentCaller() caller: Caller, @Param('key', { schema: idOrReference }) team: string): Promise<void> {
    return this.webhooks.remove(caller, team);
  }
}
