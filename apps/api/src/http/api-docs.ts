import { applyDecorators } from '@nestjs/common';
import { ApiResponse, type ApiResponseOptions } from '@nestjs/swagger';

/** Any zod schema of @kept/contracts. */
type Contract = NonNullable<Extract<ApiResponseOptions, { standardSchema?: unknown }>['standardSchema']>;

const descriptions: Readonly<Record<number, string>> = {
  400: 'Malformed, or a property, filter, sort or cursor that is not known',
  401: 'Not signed in',
  403: 'Visible, but not yours to do',
  404: 'Unknown, or out of sight',
  409: 'Its state does not allow it',
  412: 'If-Match is stale',
  413: 'Too large',
  415: 'Not of a type that is taken',
  422: 'Something is missing or untrue; nothing was written',
  428: 'If-Match is needed',
  503: 'Not ready',
};

/** What a route answers with, and which refusals it has, for the description of the API. */
export function Answers(status: number, view: Contract | null, ...refusals: readonly number[]): MethodDecorator {
  const answer = ApiResponse(
    view === null ? { status, description: 'Done' } : { status, standardSchema: view, description: 'Done' },
  );
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const refused = refusals.map((code) => ApiResponse({ status: code, description: descriptions[code] ?? '', content }));
  return applyDecorators(answer, ...refused);
}
