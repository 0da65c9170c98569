import { Inject, Injectable } from '@nestjs/common';
import type { HealthView } from '@kept/contracts';
import type { Database, Readiness } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { unavailable } from '../http/problem.js';

const freshFor = 1000;

/** Asks the database at most once a second, however often it is asked itself. */
@Injectable()
export class CheckReadiness {
  private known: { readiness: Promise<Readiness>; at: number } | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(): Promise<HealthView> {
    const { ready } = await this.readiness();
    if (!ready) throw unavailable('The database is not reachable, or not of this version.', 2);
    return { status: 'ready' };
  }

  private readiness(): Promise<Readiness> {
    const at = performance.now();
    if (!this.known || at - this.known.at >= freshFor) this.known = { readiness: this.database.health.ready(), at };
    return this.known.readiness;
  }
}
