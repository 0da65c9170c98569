import { Module } from '@nestjs/common';
import { GiveLinks } from './give-links.js';
import { RaisingLinkController } from './raising-link.controller.js';

@Module({ controllers: [RaisingLinkController], providers: [GiveLinks] })
export class RaisingLinkModule {}
