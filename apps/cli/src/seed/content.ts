import { readFileSync, readdirSync } from 'node:fs';
import type {
  AgendaItem,
  AttendanceEntry,
  Body,
  BodyMember,
  DecisionValue,
  FieldValue,
  LocalDate,
  OutcomeKind,
  PlainTexts,
  Role,
} from '@kept/domain';
import { parse } from 'yaml';

/** What demo/organisation.yaml holds. People are named by their key in the folder, never by an id. */
export interface OrganisationContent {
  authority: { key: string; name: string };
  teams: { key: string; title: string }[];
  /** `holder: null` is a vacancy. */
  posts: { key: string; title: string; aliases?: string[]; reportsTo?: string; team?: string; holder: string | null }[];
  people: { key: string; name: string; roles: Role[] }[];
  heldFrom: LocalDate;
  formerHolders: { post: string; person: string; from: LocalDate; to: LocalDate }[];
  covers: { post: string; person: string; from: LocalDate; to: LocalDate }[];
  absences: { person: string; from: LocalDate; to: LocalDate }[];
  bodies: Body[];
  /** `days` are on public agendas; `invented` ones are ours. */
  meetings: { body: string; title: string; days?: LocalDate[]; invented?: LocalDate[] }[];
}

/**
 * A field as written: a value; a meeting, by its day where it is the panel's; or the reference of another story's item.
 */
export type FieldContent =
  FieldValue | DecisionValue | { meeting: LocalDate | { body: string; on: LocalDate } } | { item: string };

export type FieldsContent = Readonly<Record<string, FieldContent>>;

/**
 * One act of one person at one time (Europe/London, `2018-05-11T14:30`); exactly one of the acts is given. `fields` and
 * `reason` belong to a transition, a record or its completion; `opens` names the item that the act opens, so that
 * another story may go on with it.
 */
export interface StepContent {
  at: string;
  by: string;
  create?: { title: string; ownerPost?: string; fields?: FieldsContent };
  transition?: string;
  record?: string;
  complete?: { record: string; no: number };
  fields?: FieldsContent;
  reason?: string;
  opens?: string;
  evidence?: { title: string; note?: string; link?: string };
  edit?: FieldsContent;
  schedule?: Readonly<Record<string, LocalDate | null>>;
  owner?: { ownerPost: string; reason: string };
  extend?: { deadline: string; to: LocalDate; reason: string };
  escalate?: { level: number; reason?: string };
  acknowledge?: { level: number; answerBy: LocalDate };
  suspend?: { deadline?: string; ground: string; from: LocalDate; resumes?: LocalDate };
  link?: { to: string | { item: string }; kind: string };
  /** Proposed by `by`, approved a moment later by another; the verdict of the day goes with it. */
  publish?: { approvedBy: string; texts: PlainTexts };
}

/** The life of one item, in order. Others point at it by its name. */
export interface StoryContent {
  name?: string;
  steps: readonly StepContent[];
}

/** One file of demo/ that holds stories, all of one workflow. */
export interface StoryFile {
  file: string;
  workflow: string;
  stories: readonly StoryContent[];
}

type Keyed<T> = Partial<Omit<T, 'id'>> & { key: string };

/** What demo/meetings.yaml holds. Seats and items of an agenda are named by their key in the file, never by an id. */
export interface PapersContent {
  body: string;
  seats: (Keyed<BodyMember> & Pick<BodyMember, 'place' | 'title' | 'from'>)[];
  meetings: {
    day: LocalDate;
    by: string;
    agenda: { at: string; items: (Keyed<AgendaItem> & Pick<AgendaItem, 'title' | 'kind'>)[] };
    attendance: {
      at: string;
      entries: { kind: AttendanceEntry['kind']; seat?: string; post?: string; title?: string; for?: string }[];
    };
    outcomes?: {
      at: string;
      entries: {
        minute: number;
        item?: string;
        kind: OutcomeKind;
        paragraph?: string;
        text: string;
        reference?: string;
      }[];
    };
  }[];
}

export interface DemoContent {
  organisation: OrganisationContent;
  files: readonly StoryFile[];
  /** They lead to items of the stories, so that a demo without those has none. */
  papers?: PapersContent;
}

const folder = new URL('../../demo/', import.meta.url);

/**
 * The demo as it stands in apps/cli/demo: the organisation, and every file with stories in the order of their names.
 * Our own files: their shape is proved by the seeder's test, not checked here.
 */
export function readDemo(): DemoContent {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const files = names.sort().map((file) => ({ file, ...readYaml<Partial<StoryFile>>(file) }));
  return {
    organisation: readYaml('organisation.yaml'),
    files: files.filter(hasStories),
    papers: readYaml('meetings.yaml'),
  };
}

function hasStories(file: Partial<StoryFile>): file is StoryFile {
  return file.stories !== undefined;
}

function readYaml<T>(file: string): T {
  return parse(readFileSync(new URL(file, folder), 'utf8')) as T;
}
