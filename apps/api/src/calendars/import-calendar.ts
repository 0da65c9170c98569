import { Inject, Injectable } from '@nestjs/common';
import { importIntoCalendar } from '@kept/domain';
import type { LineFault } from '@kept/domain';
import type { ChangedCalendarView } from '@kept/contracts';
import type { AskedChange } from '@kept/database';
import { incomplete } from '../http/problem.js';
import { ChangeCalendar, type AskedCalendarChange } from './change-calendar.js';
import type { CalendarUpload } from './read-calendar-upload.js';

/** More lines than these are wrong for one reason. */
const mostFaults = 50;

/** Takes the days of a file into a calendar; all of them, or none. The same file does nothing a second time. */
@Injectable()
export class ImportCalendar {
  constructor(@Inject(ChangeCalendar) private readonly changes: ChangeCalendar) {}

  async run(asked: AskedCalendarChange, { file, reason, dryRun }: CalendarUpload): Promise<ChangedCalendarView> {
    if (!file.ok) throw refusalOf(file.faults);
    let unchanged = 0;
    const change: AskedChange<readonly LineFault[]> = {
      key: asked.key,
      origin: 'import',
      reason,
      ifRevision: asked.ifMatch,
      revise: (calendar, today) => {
        const imported = importIntoCalendar(calendar, file.rows, today);
        if (!imported.ok) return { ok: false, fault: imported.faults };
        unchanged = imported.unchanged;
        return imported;
      },
    };
    const outcome = await this.changes.run(asked.caller, change, dryRun === 'true');
    if (outcome.kind === 'refused') throw refusalOf(outcome.fault);
    return this.changes.present(asked.caller, outcome, unchanged);
  }
}

function refusalOf(faults: readonly LineFault[]) {
  const told = faults.slice(0, mostFaults).map(({ line, text }) => ({ field: 'file', text: `Line ${line}: ${text}` }));
  const further = faults.length - told.length;
  const rest = further > 0 ? [{ field: 'file', text: `${further} further lines are wrong.` }] : [];
  return incomplete([...told, ...rest], 'Nothing of the file was taken over.');
}
