import { Module } from '@nestjs/common';
import { CalendarChangeController } from './calendar-change.controller.js';
import { CalendarController } from './calendar.controller.js';
import { ChangeCalendar } from './change-calendar.js';
import { ImportCalendar } from './import-calendar.js';
import { ReadCalendarChanges } from './read-calendar-changes.js';
import { ReadCalendars } from './read-calendars.js';
import { UndoCalendarChange } from './undo-calendar-change.js';

// The changes come first: their address begins as that of a calendar called "changes" would.
@Module({
  controllers: [CalendarChangeController, CalendarController],
  providers: [ReadCalendars, ReadCalendarChanges, ChangeCalendar, ImportCalendar, UndoCalendarChange],
})
export class CalendarModule {}
