import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Refused } from './problem.js';
import { refusalOf } from './refusal-of-error.js';

const unforeseen = new Refused(500, { kind: 'fault', detail: 'Something went wrong on our side. It has been noted.' });

/** Writes every refusal and every fault as problem details (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for errors that never reach the framework: an address that the router cannot read. */
  send(error: unknown, request: Pick<FastifyRequest, 'id'>, reply: FastifyReply): void {
    const refused = refusalOf(error) ?? unforeseen;
    if (refused.problem.status >= 500) this.note(error, request);
    if (reply.sent) return;
    const { status } = refused.problem;
    void reply.status(status).headers(refused.headers).type('application/problem+json').send(refused.problem);
  }

  /** The name and the place, never the message: a driver's message can hold what was sent. */
  private note(error: unknown, request: Pick<FastifyRequest, 'id'>): void {
    const fault = error instanceof Error ? error : new Error('thrown without an error');
    const { code } = fault as { code?: unknown };
    const place = fault.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12);
    this.log.error({ requestId: request.id, name: fault.name, code, place }, 'request failed');
  }
}
