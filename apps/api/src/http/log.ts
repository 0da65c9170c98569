import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/**
 * JSON lines on stdout. Never bodies, names, addresses with a query, or messages of the database. Written beside the
 * answers and not before them; what waits is written at exit, and a killed process may lose its last lines.
 */
export function makeLog(level: string): Logger {
  const options = { level, base: { service: 'api' }, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, pino.destination({ fd: 1, sync: false }));
}

/** The framework's own words: its start is of no interest, its warnings are. */
export function frameworkLog(log: Logger): LoggerService {
  return {
    log: (message: unknown) => log.debug({ framework: String(message) }, 'framework'),
    warn: (message: unknown) => log.warn({ framework: String(message) }, 'framework'),
    error: (message: unknown) => log.error({ framework: String(message) }, 'framework'),
  };
}
