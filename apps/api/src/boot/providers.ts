import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Config } from '../config.js';
import { readOutOfHours } from './out-of-hours.js';

/** Injection keys of what is made before the application: `@Inject(DATABASE) database: Database`. */
export const DATABASE = Symbol('database');
export const CONFIG = Symbol('config');
export const OUT_OF_HOURS = Symbol('out-of-hours');

/** What the features stand on, handed in, so that a test or the writing of the API's description hands in its own. */
export interface Foundations {
  database: Database;
  config: Pick<Config, 'demo' | 'webDir'> & Partial<Pick<Config, 'notifyCallbackToken' | 'fieldKey' | 'teamsHosts'>>;
}

@Global()
@Module({})
export class FoundationsModule {
  static of({ database, config }: Foundations): DynamicModule {
    return {
      module: FoundationsModule,
      providers: [
        { provide: DATABASE, useValue: database },
        { provide: CONFIG, useValue: config },
        { provide: OUT_OF_HOURS, useValue: readOutOfHours(config.webDir) },
      ],
      exports: [DATABASE, CONFIG, OUT_OF_HOURS],
    };
  }
}
