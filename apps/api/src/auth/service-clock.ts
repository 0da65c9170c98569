import { Inject, Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@kept/domain';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';

const freshFor = 1000;

/** An instant of the service with its day in London. */
export interface Moment {
  now: Instant;
  today: LocalDate;
}

/**
 * The service's day, for who holds which post and who has left. Decisions take their own now from the database with the
 * item; this one may be a second old, so that a request costs no round trip for it.
 */
@Injectable()
export class ServiceClock {
  private known: { moment: Promise<Moment>; at: number } | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  moment(): Promise<Moment> {
    const at = performance.now();
    if (this.known && at - this.known.at < freshFor) return this.known.moment;
    const moment = this.database.clock.now().then(({ now, today }) => ({ now, today }));
    const known = { moment, at };
    this.known = known;
    moment.catch(() => {
      if (this.known === known) this.known = null;
    });
    return moment;
  }
}
