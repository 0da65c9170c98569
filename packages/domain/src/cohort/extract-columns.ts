/** A column of the case system's extract: what it is called on the page, the headers it is known by, and what is asked. */
interface ExtractColumn {
  label: string;
  /** Headers in small letters and single spaces; the label is one too. */
  headers: readonly string[];
}

export const extractColumns = {
  reference: {
    label: 'Child reference',
    headers: ['reference', 'case reference', 'case id', 'liberi id', 'person id'],
  },
  yearGroup: { label: 'Year group', headers: ['year', 'nc year', 'ncy', 'nc year group', 'national curriculum year'] },
  area: { label: 'Area', headers: ['team area', 'district'] },
  hasPlan: { label: 'Plan', headers: ['ehcp', 'has plan', 'ehc plan', 'has ehcp', 'education, health and care plan'] },
  notInEducation: { label: 'Not in education', headers: ['nie', 'nrs', 'no recorded school', 'no school'] },
  reducedTimetable: { label: 'Reduced timetable', headers: ['rtt', 'part-time timetable', 'part time timetable'] },
  reducedHours: { label: 'Hours a week', headers: ['hours', 'rtt hours', 'timetable hours', 'hours per week'] },
  fixedExclusions: {
    label: 'Suspensions',
    headers: ['fixed-term exclusions', 'fixed term exclusions', 'fixed exclusions', 'ftex'],
  },
  permanentExclusion: { label: 'Permanent exclusion', headers: ['permanently excluded', 'pex'] },
  persistentAbsence: { label: 'Persistent absence', headers: ['pa', 'persistent absentee'] },
  attendance: { label: 'Attendance', headers: ['attendance %', '% attendance', 'attendance percentage'] },
  awaitingPlacement: {
    label: 'Awaiting a change of placement',
    headers: ['awaiting change of placement', 'change of placement', 'awaiting placement', 'cop'],
  },
} as const satisfies Record<string, ExtractColumn>;
export type ExtractField = keyof typeof extractColumns;
export const extractFields = Object.keys(extractColumns) as ExtractField[];

/** Without these no child can be read. */
export const requiredColumns: readonly ExtractField[] = ['reference', 'yearGroup', 'hasPlan'];
/** An extract without any of these has no reason to be here. */
const ofReasons: readonly ExtractField[] = [
  'notInEducation',
  'reducedTimetable',
  'fixedExclusions',
  'permanentExclusion',
  'persistentAbsence',
  'attendance',
  'awaitingPlacement',
];

/** What is wrong in an extract, where, and what to do; never what stands there. */
export interface ExtractFault {
  /** Line of the file, from 1; 1 is the header. */
  line: number;
  column: string;
  text: string;
}

export interface ColumnMap {
  /** Place of each field in a line. */
  places: Partial<Record<ExtractField, number>>;
  /** Headers that are not read: nothing of them is kept. */
  ignored: string[];
  faults: ExtractFault[];
}

/**
 * Finds each field's column by its header, or by what somebody chose.
 * @param chosen field → header, for an extract whose headers are its own
 */
export function mapColumns(header: readonly string[], chosen: Partial<Record<ExtractField, string>> = {}): ColumnMap {
  const names = header.map(plain);
  const places: ColumnMap['places'] = {};
  const faults: ExtractFault[] = [];
  for (const field of extractFields) {
    const found = names.flatMap((name, place) => (answersTo(field, name, chosen) ? [place] : []));
    const [first] = found;
    if (first !== undefined) places[field] = first;
    faults.push(...faultsOfColumn(field, found, chosen[field]));
  }
  if (!ofReasons.some((field) => places[field] !== undefined)) {
    faults.push({
      line: 1,
      column: '_',
      text: 'No column says why a child is here: add one, such as “Not in education”.',
    });
  }
  const used = Object.values(places);
  return { places, ignored: header.filter((name, place) => !used.includes(place) && name.trim() !== ''), faults };
}

function answersTo(field: ExtractField, name: string, chosen: Partial<Record<ExtractField, string>>): boolean {
  const own = chosen[field];
  if (own !== undefined) return plain(own) === name;
  // A header that somebody gave to one field is no other field's.
  if (Object.values(chosen).some((other) => plain(other) === name)) return false;
  const { label, headers }: ExtractColumn = extractColumns[field];
  return name === plain(label) || headers.includes(name);
}

function faultsOfColumn(field: ExtractField, found: readonly number[], chosen: string | undefined): ExtractFault[] {
  const { label } = extractColumns[field];
  const fault = (text: string): ExtractFault[] => [{ line: 1, column: label, text }];
  if (found.length > 1) return fault('Several columns stand for this: keep one, or choose which.');
  if (found.length === 1) return [];
  if (chosen !== undefined) return fault('The file has no column of the name that was chosen.');
  return requiredColumns.includes(field)
    ? fault(`There is no column for this: name one “${label}”, or choose which it is.`)
    : [];
}

/** Byte order mark, case, underscores and doubled spaces make no difference. */
function plain(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
