import { Module } from '@nestjs/common';
import { PublicPageController } from './public-page.controller.js';

@Module({ controllers: [PublicPageController] })
export class PublicPageModule {}
