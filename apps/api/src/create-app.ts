import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Foundations } from './boot/providers.js';
import { serveWeb } from './boot/serve-web.js';
import { frameworkLog } from './http/log.js';
import { ProblemFilter } from './http/problem.filter.js';
import { makeServer } from './http/server.js';
import { contractPipe } from './http/validation.js';

/** The application, ready to listen or to be asked by `inject`. Closing it leaves the database open. */
export async function createApp(foundations: Foundations, log: Logger): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter(log);
  const adapter = await makeServer(log, problems);
  if (foundations.config.webDir !== null) await serveWeb(adapter.getInstance(), foundations.config.webDir, problems);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundations), adapter, {
    bodyParser: false,
    logger: frameworkLog(log),
    abortOnError: false,
  });
  app.useGlobalFilters(problems);
  app.useGlobalPipes(contractPipe());
  await app.init();
  await adapter.getInstance().ready();
  return app;
}
