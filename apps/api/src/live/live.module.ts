import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AnnounceChanges } from './announce-changes.js';
import { EditingController } from './editing.controller.js';
import { EventController } from './event.controller.js';
import { ReadNews } from './read-news.js';
import { SayEditing } from './say-editing.js';
import { StreamPlaces } from './stream-places.js';
import { TellChanges } from './tell-changes.js';
import { WaitForHint } from './wait-for-hint.js';

@Module({
  controllers: [EventController, EditingController],
  providers: [
    { provide: APP_INTERCEPTOR, useClass: AnnounceChanges },
    StreamPlaces,
    WaitForHint,
    ReadNews,
    TellChanges,
    SayEditing,
  ],
})
export class LiveModule {}
