import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Database } from '@kept/database';
import type { Config } from '../config.js';

/** Injection keys of what is made before the application: `@Inject(DATABASE) database: Database`. */
export const DATABASE = Symbol('database');
export const CONFIG = Symbol('config');

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
      ],
      exports: [DATABASE, CONFIG],
    };
  }
}
