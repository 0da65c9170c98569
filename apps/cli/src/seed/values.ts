import type { Fields, FieldValue } from '@kept/domain';
import type { FieldContent, FieldsContent } from './content.js';
import { meetingKey } from './save-organisation.js';
import type { Cast } from './save-organisation.js';

/** What a value may point at: the council's meetings, and the references of the items that stories have named. */
export interface Names {
  cast: Cast;
  references: ReadonlyMap<string, string>;
}

/**
 * The fields of a step as a request would send them.
 * @throws Error where a meeting or another story's item is not there (yet)
 */
export function fieldsOf(content: FieldsContent, names: Names): Fields {
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, valueOf(value, names)]));
}

function valueOf(value: FieldContent, names: Names): FieldValue {
  if (value === null || typeof value !== 'object') return value;
  if ('item' in value) return referenceOf(value.item, names);
  if (!('meeting' in value)) return value;
  const { cast } = names;
  const { body, on } = typeof value.meeting === 'string' ? { body: cast.panel, on: value.meeting } : value.meeting;
  const id = cast.meetings.get(meetingKey(body, on));
  if (id === undefined) throw new Error(`The demo knows no meeting of ${body} on ${on}.`);
  return id;
}

/** The reference of the item of a story, by the story's name. */
export function referenceOf(name: string, { references }: Names): string {
  const reference = references.get(name);
  if (reference === undefined) throw new Error(`No story has made the item ${name} by then.`);
  return reference;
}
