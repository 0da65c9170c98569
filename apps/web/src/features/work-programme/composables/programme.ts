import type { ReportStepView, ReportView, WorkProgrammeView } from '@kept/contracts';
import { asCsv } from '../../../ui/csv.js';
import { dayInWords } from '../../../ui/dates.js';
import { keyInWords, listInWords, lowerFirst, upperFirst } from '../../../ui/words.js';

/** The steps on the way to a meeting, in their order: the columns of the spreadsheet. */
const columns = [
  ['draft', 'Draft'],
  ['director-clearance', 'Clearance by the lead director'],
  ['cabinet-clearance', 'Clearance by the cabinet member'],
  ['publication', 'Publication'],
  ['presentation', 'Presentation'],
] as const;

/** Only the reports of which something is late, and the meetings that have one. */
export function onlyLate({ unscheduled, meetings, mayAdd }: WorkProgrammeView): WorkProgrammeView {
  const late = (reports: readonly ReportView[]) => reports.filter(({ overdue }) => overdue);
  return {
    unscheduled: late(unscheduled),
    meetings: meetings
      .map(({ meeting, reports }) => ({ meeting, reports: late(reports) }))
      .filter(({ reports }) => reports.length > 0),
    mayAdd,
  };
}

export function allReports({ unscheduled, meetings }: WorkProgrammeView): ReportView[] {
  return [...unscheduled, ...meetings.flatMap(({ reports }) => reports)];
}

/** The day of a step, and whether it was done, on another day perhaps, or is late. */
export function stepInWords({ dueOn, doneOn, overdue }: ReportStepView): string {
  const due = dayInWords(dueOn);
  if (doneOn !== null) return `${due}, done${doneOn === dueOn ? '' : ` ${dayInWords(doneOn)}`}`;
  return overdue ? `${due}, late` : due;
}

/** Where the panel asked for it: “Minute 79, paragraph 2, of 1 June 2018”. */
export function commissionInWords({ commissioned, dueWords }: ReportView): string | null {
  if (commissioned === null) return null;
  const { on, minute, paragraph } = commissioned;
  const place = [minute === null ? [] : `minute ${minute}`, paragraph === null ? [] : `paragraph ${paragraph}`].flat();
  const meeting = on === null ? [] : [place.length > 0 ? `of ${dayInWords(on)}` : dayInWords(on)];
  const said = dueWords === null ? '' : `: for “${dueWords}”`;
  return `Asked for in ${[...place, ...meeting].join(', ')}${said}`;
}

/** One sentence on how things stand: what has no meeting, and what is late. */
export function standingInWords(programme: WorkProgrammeView): string {
  const waiting = programme.unscheduled.length;
  const late = allReports(programme).filter(({ overdue }) => overdue);
  const first = waiting === 0 ? 'Every report has a meeting' : `${reportsInWords(waiting)} no meeting yet`;
  if (late.length === 0) return `${first}, and nothing is late.`;
  const steps = [...new Set(late.flatMap(({ steps: all }) => all.filter(({ overdue }) => overdue).map(titleOf)))];
  return `${first}. Late: ${late.length === 1 ? 'one report' : `${late.length} reports`} (${listInWords(steps)}).`;
}

const titleOf = ({ title }: ReportStepView): string => lowerFirst(title);
const reportsInWords = (count: number): string => (count === 1 ? 'One report has' : `${count} reports have`);

/** How often a report comes, in words; a dash would say nothing. */
export function recurrenceInWords({ recurrence }: ReportView): string {
  return recurrence === null ? 'How often is not said' : upperFirst(keyInWords(recurrence));
}

/** The work programme as comma-separated values: a row for each report, a column for each step's day. */
export function programmeAsCsv({ unscheduled, meetings }: WorkProgrammeView): string {
  const header = [
    ...['Meeting', 'Agenda published by', 'Agenda item', 'Reference', 'Report', 'Author', 'Author as printed'],
    ...['Lead director', 'How often', 'State', ...columns.map(([, title]) => title), 'Late'],
  ];
  const row = (report: ReportView, meeting: string | null, agendaOn: string | null) => [
    ...[meeting, agendaOn, report.agendaItem, report.reference, report.title, report.author.name],
    ...[report.authorAsPrinted, report.director?.name ?? null, recurrenceInWords(report), report.stateLabel],
    ...columns.map(([key]) => report.steps.find((step) => step.key === key)?.dueOn ?? null),
    report.steps
      .filter(({ overdue }) => overdue)
      .map(titleOf)
      .join(', '),
  ];
  return asCsv(header, [
    ...unscheduled.map((report) => row(report, 'not scheduled', null)),
    ...meetings.flatMap(({ meeting, reports }) => reports.map((each) => row(each, meeting.date, meeting.agendaOn))),
  ]);
}
