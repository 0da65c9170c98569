import { readFileSync } from 'node:fs';
import {
  eligibilityRuleInForce,
  evaluateEligibility,
  isLocalDate,
  type EligibilityResult,
  type EligibilityRule,
  type Fields,
} from '@kept/domain';
import { loadEligibilityRules } from '@kept/workflows';

/** A question that cannot be put, in a sentence: status 2. */
export class EligibilityFault extends Error {}

/** What is asked: a rule, the day, and a file with an array of field sets. */
export interface EligibilityQuestion {
  rule: string;
  on: string | undefined;
  file: string;
}

/** Who was asked about, where the file says so in `who`, with the answer. */
export type EligibilityAnswer = { who?: string } & EligibilityResult;

/**
 * An answer for each field set, in the order of the file.
 * @throws {EligibilityFault} where the day, the rule or the file is not as it should be
 */
export function answerAll({ rule, on, file }: EligibilityQuestion): EligibilityAnswer[] {
  const day = readDay(on);
  const found = eligibilityRuleInForce(loadEligibilityRules(), rule, day);
  if (!found.ok) throw new EligibilityFault(found.error);
  return readFieldSets(file).map((fields) => answerOne(found.rule, fields, day));
}

function answerOne(rule: EligibilityRule, { who, ...fields }: Fields, on: string): EligibilityAnswer {
  const result = evaluateEligibility(rule, fields, on);
  return typeof who === 'string' ? { who, ...result } : result;
}

function readDay(on: string | undefined): string {
  if (on === undefined) throw new EligibilityFault('Give the day: --on YYYY-MM-DD.');
  if (!isLocalDate(on)) throw new EligibilityFault(`--on "${on}": give a real day as YYYY-MM-DD.`);
  return on;
}

function readFieldSets(file: string): Fields[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new EligibilityFault(`${file} cannot be read as JSON.`);
  }
  if (!Array.isArray(content)) throw new EligibilityFault(`${file} holds no array.`);
  return content.map((entry: unknown, index) => {
    if (isFieldSet(entry)) return entry;
    throw new EligibilityFault(
      `${file}: number ${index + 1} is no set of fields, each a text, a number, true or false.`,
    );
  });
}

function isFieldSet(entry: unknown): entry is Fields {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  return Object.values(entry).every((value) => value === null || typeof value !== 'object');
}
