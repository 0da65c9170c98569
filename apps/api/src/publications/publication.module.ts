import { Module } from '@nestjs/common';
import { PublicationController } from './publication.controller.js';
import { PublishCard } from './publish-card.js';

@Module({ controllers: [PublicationController], providers: [PublishCard] })
export class PublicationModule {}
