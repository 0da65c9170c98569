import type { Problem } from '@kept/contracts';

/** The server refused, and said why. `status` is the HTTP status; `missing` names each field. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly missing: { field: string; text: string }[];

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.detail = problem.detail;
    this.missing = problem.missing ?? [];
  }
}

/** Nobody answered: no network, or the service is down. Nothing is known of what was sent. */
export class Unreachable extends Error {
  constructor() {
    super('The service did not answer');
    this.name = 'Unreachable';
  }
}
