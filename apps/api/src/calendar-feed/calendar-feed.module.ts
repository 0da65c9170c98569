import { Module } from '@nestjs/common';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { KeepFeed } from './keep-feed.js';
import { ReadFeed } from './read-feed.js';

@Module({ controllers: [CalendarFeedController], providers: [KeepFeed, ReadFeed] })
export class CalendarFeedModule {}
