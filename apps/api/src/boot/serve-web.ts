import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/problem.js';
import type { ProblemFilter } from '../http/problem.filter.js';

/** Vite writes a hash of the content into the names under this folder, so they never change. */
const hashed = /[\\/]assets[\\/]/;
const notPages = /^\/(api|health|assets|metrics|calendar|public)(\/|$)/;

/**
 * Serves the built web app beside the API: its files, and its one page for every address that a reader may open or
 * reload. An address of the API that does not exist stays a refusal, and so does one of what is not for this port
 * (`/metrics`) or is no page of the web app (`/calendar`, `/public`).
 */
export async function serveWeb(server: FastifyInstance, webDir: string, problems: ProblemFilter): Promise<void> {
  await server.register(fastifyStatic, {
    root: webDir,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const lasts = hashed.test(path);
      void reply.header('Cache-Control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const hasPage = existsSync(join(webDir, 'index.html'));
  const page = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (hasPage && asksForPage(request)) return reply.sendFile('index.html');
    problems.send(notFound(), request, reply);
    return reply;
  };
  server.get('/', page);
  server.get('/*', page);
}

function asksForPage({ url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return (
    !notPages.test(path) && (headers.accept ?? '*/*').split(',').some((type) => /^\s*(text\/html|\*\/\*)/.test(type))
  );
}
