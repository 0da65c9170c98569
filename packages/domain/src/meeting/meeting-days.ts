import type { LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import type { Meeting } from '../organisation/organisation.js';
import type { Missing } from '../work-item/work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';

/** Days that are to become meetings of a body, beside those that it has. */
export interface NewDays {
  body: string;
  dates: readonly LocalDate[];
  today: LocalDate;
  meetings: readonly Meeting[];
}

/** Why a day cannot become a meeting, each day by its place: `dates.2` is the third. Today can still become one. */
export function newDayFaults({ body, dates, today, meetings }: NewDays): Missing[] {
  const standing = new Set(meetings.filter((each) => each.body === body).map(({ heldOn }) => heldOn));
  return dates.flatMap((date, place) => {
    const fault = (text: string) => [{ field: `dates.${place}`, text }];
    const day = formatDay(date);
    if (date < today) return fault(`${day} has passed.`);
    if (standing.has(date)) return fault(`There is a meeting on ${day} already.`);
    return dates.indexOf(date) < place ? fault(`${day} stands here twice.`) : [];
  });
}

/** Why a meeting stays, whatever hangs on it; null where it may be taken away. */
export function staysBecause({ held, heldOn }: Meeting, today: LocalDate): string | null {
  if (held) return 'This meeting was held, so it stays.';
  return heldOn < today ? 'The day of this meeting has passed, so it stays.' : null;
}

/** Where the items of a workflow name a meeting: keys of their own fields, and of the fields of their records by kind. */
export interface MeetingFields {
  workflow: string;
  fields: string[];
  records: Record<string, string[]>;
}

/** Where an item, or an entry in one of its records, can name a meeting; of any version. One for each workflow that has such a field. */
export function fieldsNamingMeetings(definitions: readonly WorkflowDefinition[]): MeetingFields[] {
  return [...new Set(definitions.map(({ key }) => key))].flatMap((workflow) => {
    const versions = definitions.filter(({ key }) => key === workflow);
    const fields = namingMeetings(versions.map((version) => version.fields));
    const kinds = [...new Set(versions.flatMap(({ records }) => Object.keys(records)))];
    const records = kinds.flatMap((kind): [string, string[]][] => {
      const keys = namingMeetings(versions.map((version) => version.records[kind]?.fields ?? {}));
      return keys.length === 0 ? [] : [[kind, keys]];
    });
    return fields.length + records.length === 0 ? [] : [{ workflow, fields, records: Object.fromEntries(records) }];
  });
}

function namingMeetings(versions: readonly WorkflowDefinition['fields'][]): string[] {
  const naming = versions.flatMap((fields) => Object.entries(fields).filter(([, { type }]) => type === 'meeting'));
  return [...new Set(naming.map(([key]) => key))];
}
