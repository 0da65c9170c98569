import { Module } from '@nestjs/common';
import { PublicPageController } from './public-page.controller.js';
import { RaiseCard } from './raise-card.js';
import { RaisePageController } from './raise-page.controller.js';

@Module({ controllers: [PublicPageController, RaisePageController], providers: [RaiseCard] })
export class PublicPageModule {}
