import { readFileSync } from 'node:fs';
import { calculateByKey, type CalculateContext, type CalculatedDeadline } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { readRequest, RequestFault } from './read-request.js';

/** An entry of a batch that has no date, with why. */
export interface NotCalculated {
  rule: unknown;
  from: unknown;
  error: string;
}

/** Everything that ships, and a council's own workflows: no database is asked. */
export function libraryContext(extraDir: string | undefined): CalculateContext {
  const { rules, calendars, definitions } = loadLibrary({ extraDir });
  return {
    rules,
    calendars,
    definitions: definitions.map(({ definition }) => definition),
    localValues: [],
    meetings: [],
  };
}

/** One date. @throws {RequestFault} with the reason where there is none. */
export function answerOne(request: ReturnType<typeof readRequest>, context: CalculateContext): CalculatedDeadline {
  const answer = calculateByKey(request, context);
  if (!answer.ok) throw new RequestFault(answer.error);
  return answer.value;
}

/** A date for each entry, in the order of the file. @throws {RequestFault} when the file is no array of JSON. */
export function answerBatch(file: string, context: CalculateContext): (CalculatedDeadline | NotCalculated)[] {
  return readBatch(file).map((entry) => {
    try {
      return answerOne(readRequest(entry), context);
    } catch (fault) {
      if (fault instanceof RequestFault) return { ...named(entry), error: fault.message };
      throw fault;
    }
  });
}

function readBatch(file: string): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new RequestFault(`${file} cannot be read as JSON.`);
  }
  if (!Array.isArray(content)) throw new RequestFault(`${file} holds no array.`);
  return content;
}

/** The rule and day of an entry as they were given. */
function named(entry: unknown): { rule: unknown; from: unknown } {
  const { rule = null, from = null } =
    typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
  return { rule, from };
}
