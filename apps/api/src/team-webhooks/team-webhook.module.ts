import { Module } from '@nestjs/common';
import { SetWebhook } from './set-webhook.js';
import { TeamWebhookController } from './team-webhook.controller.js';

@Module({ controllers: [TeamWebhookController], providers: [SetWebhook] })
export class TeamWebhookModule {}
