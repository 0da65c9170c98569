import { readFileSync } from 'node:fs';
import type { Body, DecisionValue, FieldValue, LocalDate, Role } from '@kept/domain';
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
  bodies: Body[];
  /** `days` are on public agendas; `invented` ones are ours. */
  meetings: { body: string; title: string; days?: LocalDate[]; invented?: LocalDate[] }[];
}

/** A field as written: a value, or the panel's meeting of a day. */
export type FieldContent = FieldValue | DecisionValue | { meeting: LocalDate };

/** One act of one person at one time (Europe/London, `2018-05-11T14:30`); exactly one of the acts is given. */
export interface StepContent {
  at: string;
  by: string;
  create?: { title: string; fields: Record<string, FieldContent> };
  transition?: string;
  record?: string;
  fields?: Record<string, FieldContent>;
  evidence?: { title: string; note?: string; link?: string };
  edit?: Record<string, FieldContent>;
}

/** The life of one card, in order. */
export interface CardContent {
  steps: StepContent[];
}

export interface DemoContent {
  organisation: OrganisationContent;
  cards: CardContent[];
}

/** The demo as it stands in apps/cli/demo. Our own files: their shape is proved by the seeder's test, not checked here. */
export function readDemo(): DemoContent {
  return { organisation: readYaml('organisation.yaml'), cards: readYaml('challenge-cards.yaml') };
}

function readYaml<T>(file: string): T {
  return parse(readFileSync(new URL(`../../demo/${file}`, import.meta.url), 'utf8')) as T;
}
