import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate } from '@kept/domain';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';

const freshFor = 1000;

/**
 * The service's day, for who holds which post. Decisions take their own now from the database with the item; this one
 * may be a second old, so that a request costs no round trip for it.
 */
@Injectable()
export class ServiceClock {
  private known: { today: Promise<LocalDate>; at: number } | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  today(): Promise<LocalDate> {
    const at = performance.now();
    if (this.known && at - this.known.at < freshFor) return this.known.today;
    const today = this.database.clock.now().then((clock) => clock.today);
    const known = { today, at };
    this.known = known;
    today.catch(() => {
      if (this.known === known) this.known = null;
    });
    return today;
  }
}
