import { Module } from '@nestjs/common';
import { DecideSetAside } from './decide-set-aside.js';
import { KeepPreferences } from './keep-preferences.js';
import { ListNotices } from './list-notices.js';
import { NoticeController } from './notice.controller.js';
import { PreferencesController } from './preferences.controller.js';
import { ReadNotices } from './read-notices.js';

@Module({
  controllers: [NoticeController, PreferencesController],
  providers: [ListNotices, ReadNotices, DecideSetAside, KeepPreferences],
})
export class NoticeModule {}
