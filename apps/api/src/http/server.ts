import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { unsupportedMedia } from './problem.js';
import type { ProblemFilter } from './problem.filter.js';
import { checkQuery } from './check-query.js';
import { readJson } from './read-json.js';

const bodyLimit = 100 * 1024;
const fileLimit = 10 * 1024 * 1024;

/** Routes that take a file; everywhere else a body is JSON. */
const fileRoute = /\/(evidence|imports)$/;

/** The one route that takes the form of a page without a script. */
const plainFormRoute = /^\/public\/[^/]+\/raise\//;

/** The HTTP server: its limits, its headers, and what it reads. Nothing of the product is known here. */
export async function makeServer(log: Logger, problems: ProblemFilter): Promise<FastifyAdapter> {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit,
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    // A request that was taken is answered, also while the server closes; idle connections are ended at once.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    multipart: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      problems.send(error, request, reply),
    clientErrorHandler: answerUnreadable,
  });
  const server = adapter.getInstance();
  const everywhere = headersOf(helmet(securityHeaders));
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(everywhere).header('X-Request-Id', request.id);
    if (request.url.startsWith('/api')) void reply.header('Cache-Control', 'private, no-store');
    done();
  });
  logAnswers(server, log);
  takeBodies(server);
  await server.register(fastifyCookie);
  return adapter;
}

/** Scripts, styles and fonts come from here alone; nobody frames a page. `data:` is for the drawings of workflows. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
} as const;

/** What helmet would set on each answer is the same on all of them: it is asked once. */
function headersOf(middleware: ReturnType<typeof helmet>): Record<string, string> {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(answer.req, answer, (error) => {
    if (error) throw error;
  });
  return Object.fromEntries(Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]));
}

function takeBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (request, body, done) => {
    try {
      requireUtf8(request.headers['content-type']);
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 32 * 1024 },
    (request, body, done) => {
      if (!plainFormRoute.test(request.routeOptions.url ?? ''))
        done(unsupportedMedia('Send the body as application/json in UTF-8.'));
      else done(null, Object.fromEntries(new URLSearchParams(body as string)));
    },
  );
  server.addHook('onRequest', (request, _reply, done) => {
    try {
      checkQuery(request.url);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const isForm = request.headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
    const refused = isForm && !takesFiles(request);
    done(refused ? unsupportedMedia('Send the body as application/json in UTF-8.') : undefined);
  });
  const limits = {
    files: 1,
    fileSize: fileLimit,
    fields: 4,
    fieldSize: 64 * 1024,
    fieldNameSize: 100,
    parts: 5,
    headerPairs: 100,
  };
  void server.register(fastifyMultipart, { limits, throwFileSizeLimit: true });
}

/** A route that was not found takes nothing; a route for files takes a form. */
function takesFiles(request: FastifyRequest): boolean {
  return request.method === 'POST' && fileRoute.test(request.routeOptions.url ?? '');
}

function requireUtf8(contentType: string | undefined): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType ?? '')?.[1];
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') throw unsupportedMedia('Send the body in UTF-8.');
}

/** One line for each answer: the route as declared, never the address, which may hold a reference or a search. */
function logAnswers(server: FastifyInstance, log: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime);
    log.info({ requestId: request.id, method: request.method, route, status: reply.statusCode, ms }, 'answered');
    done();
  });
}

/** What cannot be read as HTTP at all, or has headers beyond 16 kB, never becomes a request. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const answers: Record<string, [number, string]> = {
    HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
    ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  };
  const [status, title] = answers[error.code ?? ''] ?? [400, 'Bad Request'];
  const problem = { type: 'urn:kept:problem:malformed', title, status, detail: 'The request cannot be read.' };
  const body = JSON.stringify(problem);
  const head = `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\n`;
  socket.end(`${head}Connection: close\r\n\r\n${body}`);
}
