import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Missing } from '@kept/contracts';
import { incomplete, malformed, type Refused } from './problem.js';

/** As zod reports them; the standard promises only `message` and `path`. */
interface Issue extends StandardSchemaV1.Issue {
  code?: string;
  expected?: string;
  minimum?: number | bigint;
  origin?: string;
  input?: unknown;
}

/** Checks bodies, queries and path parameters against the schemas of @kept/contracts. */
export function contractPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: refusalOfIssues,
    validateOptions: { reportInput: true },
  });
}

/**
 * What is absent or left blank is said as 422, in the form's own words, when nothing else is wrong; a wrong shape, an
 * unknown property or a control character is 400. No value is repeated.
 */
function refusalOfIssues(issues: readonly StandardSchemaV1.Issue[]): Refused {
  const told = issues.map((issue) => ({ issue, field: fieldOf(issue) }));
  const missing: Missing[] = told.map(({ issue, field }) => ({ field, text: textOf(issue) }));
  const allAbsent = told.every(({ issue, field }) => field !== '_' && (isAbsent(issue) || isBlank(issue)));
  return allAbsent ? incomplete(missing) : malformed('The request is not of the form that is described.', missing);
}

/** The property by its name; `_` for the whole, and for a property that the contract does not know. */
function fieldOf(issue: StandardSchemaV1.Issue): string {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return path.length === 0 ? '_' : path.join('.');
}

function isAbsent({ code, message, ...issue }: Issue): boolean {
  if ('input' in issue) return issue.input === undefined && (code === 'invalid_type' || code === 'invalid_value');
  return code === 'invalid_type' && message.endsWith('received undefined');
}

function isBlank({ code, minimum, origin }: Issue): boolean {
  return code === 'too_small' && origin === 'string' && Number(minimum) === 1;
}

const texts: Readonly<Record<string, string>> = {
  unrecognized_keys: 'There is a property here that is not known.',
  invalid_type: 'This is not of the right type.',
  invalid_value: 'This is not one of the choices.',
  invalid_format: 'This is not written as it must be.',
  invalid_key: 'There is a property here whose name is not allowed.',
  invalid_union: 'This is not of the right type.',
  too_big: 'This is too long or too large.',
  too_small: 'This is too short or too small.',
};

function textOf(issue: Issue): string {
  if (isAbsent(issue) || isBlank(issue)) return 'Fill this in.';
  if (issue.code === 'custom') return issue.message;
  return texts[issue.code ?? ''] ?? 'This is not as it must be.';
}
