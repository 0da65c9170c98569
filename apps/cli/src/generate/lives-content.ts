import { readFileSync } from 'node:fs';
import type { LocalDate, Role } from '@kept/domain';
import { parse } from 'yaml';

/** What demo/county/organisation.yaml holds: posts that stand in every area, several times over. */
export interface CountyContent {
  areas: readonly Area[];
  teams: readonly { key: string; title: string }[];
  posts: readonly CountyPost[];
  vacancyOneIn: number;
  firstNames: readonly string[];
  lastNames: readonly string[];
}

export interface Area {
  key: string;
  title: string;
}

export interface CountyPost {
  key: string;
  title: string;
  /** The post of the council that these stand beside, and share its work with. */
  like?: string;
  reportsTo: string;
  team: string;
  roles: readonly Role[];
  /** In each area; one where it is left out. */
  count?: number;
}

/** What demo/county/lives.yaml holds: how many items of each workflow, how they live, and the words on them. */
export interface LivesContent {
  from: LocalDate;
  itemsAChild: number;
  otherItems: number;
  sizes: { county: { items: number }; england: EnglandSize };
  workflows: Readonly<Record<string, WorkflowLives>>;
  topics: readonly string[];
  texts: Readonly<Record<string, readonly string[]>>;
  otherTexts: readonly string[];
  choices: Readonly<Record<string, Readonly<Record<string, number>>>>;
  posts: Readonly<Record<string, readonly string[]>>;
  /** Least and most of a number. */
  numbers: Readonly<Record<string, readonly [number, number]>>;
  /** Least and most days from today. */
  days: Readonly<Record<string, readonly [number, number]>>;
}

export interface EnglandSize {
  items: number;
  authorities: number;
  /** Items to a life of its own. */
  copies: number;
  leastLives: number;
  mostLives: number;
}

export interface WorkflowLives {
  items: number;
  titles: readonly string[];
  /** Weights of transitions, where they are not as usual. */
  transitions?: Readonly<Record<string, number>>;
  /** Share of the steps that are taken after their day. */
  late?: number;
  /** Days that a late one mostly waits. */
  lateDays?: number;
  /** Kinds of records that are there from the beginning. */
  begins?: readonly string[];
}

const read = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../demo/county/${file}`, import.meta.url), 'utf8')) as T;

/** Our own files: their shape is proved by the generator's tests, not checked here. */
export const readCounty = (): CountyContent => read('organisation.yaml');
export const readLives = (): LivesContent => read('lives.yaml');
