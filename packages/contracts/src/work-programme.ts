import { z } from 'zod';
import { localDate } from './values.js';
import { ownerPostView } from './work-items.js';

/** `past`: what was presented or withdrawn, instead of what is to come. */
export const workProgrammeQuery = z.strictObject({ past: z.enum(['true', 'false']).optional() });
export type WorkProgrammeQuery = z.infer<typeof workProgrammeQuery>;

export const reportStepView = z.object({
  /** Of the deadline: `draft`, `director-clearance`, `cabinet-clearance`, `publication`, `presentation`, `schedule`. */
  key: z.string(),
  title: z.string(),
  dueOn: localDate,
  /** The day on which it was done; null while it is not. */
  doneOn: localDate.nullable(),
  overdue: z.boolean(),
});
export const reportView = z
  .object({
    id: z.string(),
    reference: z.string(),
    title: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    closed: z.boolean(),
    /** The owner post writes it. */
    author: ownerPostView,
    /** Null where no paper says it. */
    authorAsPrinted: z.string().nullable(),
    director: z.object({ key: z.string(), name: z.string() }).nullable(),
    /** `once`, `each-meeting`, `six-monthly`, `annual`; null where nobody said. */
    recurrence: z.string().nullable(),
    agendaItem: z.string().nullable(),
    pages: z.string().nullable(),
    /** Where the panel asked for it; null where it was put on by hand. */
    commissioned: z
      .object({ on: localDate.nullable(), minute: z.number().int().nullable(), paragraph: z.string().nullable() })
      .nullable(),
    /** When, as it was said: “a future meeting”. */
    dueWords: z.string().nullable(),
    /** In the order in which they are to be done, counted back from the meeting. */
    steps: z.array(reportStepView),
    nextDueOn: localDate.nullable(),
    /** Calendar days, negative when overdue. */
    daysLeft: z.number().int().nullable(),
    overdue: z.boolean(),
    /** May this officer give it a meeting now? */
    maySchedule: z.boolean(),
  })
  .meta({ id: 'Report' });
export const workProgrammeView = z
  .object({
    /** They stay here until they have a meeting. */
    unscheduled: z.array(reportView),
    /** By day: soonest first, or the latest first of what is past. */
    meetings: z.array(
      z.object({
        meeting: z.object({ id: z.string(), title: z.string(), date: localDate, agendaOn: localDate.nullable() }),
        reports: z.array(reportView),
      }),
    ),
    /** May this officer put a report on it? */
    mayAdd: z.boolean(),
  })
  .meta({ id: 'WorkProgramme' });
export type ReportStepView = z.infer<typeof reportStepView>;
export type ReportView = z.infer<typeof reportView>;
export type WorkProgrammeView = z.infer<typeof workProgrammeView>;
