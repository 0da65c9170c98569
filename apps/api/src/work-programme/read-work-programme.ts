import { Inject, Injectable } from '@nestjs/common';
import { mayCreate, scopeOf } from '@kept/domain';
import type { Facts, Meeting, WorkItem } from '@kept/domain';
import type { ReportView, WorkProgrammeQuery, WorkProgrammeView } from '@kept/contracts';
import type { Database, ListPage, Reference } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { agendaDay } from '../reference/agenda-day.js';
import { presentReport } from './report.presenter.js';

const workflow = 'work-programme-item';
const pageSize = 200;

/** A report with the meeting that it is for. */
interface Placed {
  report: ReportView;
  meeting: Meeting | undefined;
}

/** The reports that are to come to the panel, by meeting; those that have none come first. */
@Injectable()
export class ReadWorkProgramme {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, query: WorkProgrammeQuery): Promise<WorkProgrammeView> {
    const past = query.past === 'true';
    const pages = past ? [await this.page(caller, { closed: true })] : await this.allOpen(caller);
    const placed = pages.flatMap((page) => page.rows.flatMap((item) => placedOf(item, page, caller)));
    return {
      unscheduled: placed.filter(({ meeting }) => meeting === undefined).map(({ report }) => report),
      meetings: byMeeting(placed, { reference: caller.reference, past }),
      mayAdd: mayAdd(caller),
    };
  }

  /** What is open is a year's agendas at most: all of it. Of what is past, the newest. */
  private async allOpen(caller: Caller): Promise<ListPage[]> {
    const pages: ListPage[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await this.page(caller, { closed: false, ...(typeof cursor === 'string' && { cursor }) });
      pages.push(page);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  }

  private page({ authorityId, actor, reference }: Caller, which: { closed: boolean; cursor?: string }) {
    const query = { workflow, sort: '-created', limit: pageSize, ...which } as const;
    return this.database.workItems.list({ authorityId }, query, scopeOf(reference.definitions, actor));
  }
}

function placedOf(item: WorkItem, { now, today }: ListPage, { actor, reference }: Caller): Placed[] {
  const definition = reference.definitions.find(
    ({ key, version }) => key === item.workflow && version === item.definitionVersion,
  );
  if (!definition) return [];
  const { organisation, rules, localValues, calendars } = reference;
  const facts: Facts = { now, today, actor, definition, organisation, rules, localValues, calendars };
  const named = item.state === 'unscheduled' ? undefined : item.fields['meeting'];
  return [{ report: presentReport(item, facts), meeting: organisation.meetings.find(({ id }) => id === named) }];
}

function byMeeting(
  placed: readonly Placed[],
  { reference, past }: { reference: Reference; past: boolean },
): WorkProgrammeView['meetings'] {
  const meetings = [...new Set(placed.flatMap(({ meeting }) => meeting ?? []))];
  meetings.sort((a, b) => (past ? b.heldOn.localeCompare(a.heldOn) : a.heldOn.localeCompare(b.heldOn)));
  return meetings.map((meeting) => ({
    meeting: {
      id: meeting.id,
      title: meeting.title,
      date: meeting.heldOn,
      agendaOn: agendaDay(meeting, reference),
    },
    reports: placed
      .filter((each) => each.meeting === meeting)
      .map(({ report }) => report)
      .sort(inOrderOfAgenda),
  }));
}

/** By the number of the agenda item; what has none yet comes last, by reference. */
function inOrderOfAgenda(a: ReportView, b: ReportView): number {
  const place = ({ agendaItem }: ReportView) => Number.parseInt(agendaItem ?? '', 10) || Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || a.reference.localeCompare(b.reference);
}

function mayAdd({ actor, reference }: Caller): boolean {
  const newest = reference.definitions.findLast(({ key }) => key === workflow);
  return newest !== undefined && mayCreate(newest, actor);
}
