import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Refused, unavailable } from '../http/problem.js';

/** One browser needs one stream, however many tabs it has; somebody may have a few browsers. */
const mostOfPerson = 8;
const mostInAll = 2_000;

/**
 * The streams that this process holds open. It guards the memory and the connections of this process alone, so each
 * process counts its own.
 */
@Injectable()
export class StreamPlaces implements OnModuleDestroy {
  private readonly open = new Map<AbortController, string>();
  private closing = false;

  /**
   * A place for a stream of this person, given back by aborting it; the service's own end aborts them all.
   * @throws Refused 429 where the person has their share, 503 where the process has its own or is ending
   */
  take(personId: string): AbortController {
    if (this.closing || this.open.size >= mostInAll) throw unavailable('No stream can be opened just now.', 5);
    const theirs = [...this.open.values()].filter((each) => each === personId).length;
    if (theirs >= mostOfPerson) throw tooMany();
    const place = new AbortController();
    this.open.set(place, personId);
    place.signal.addEventListener('abort', () => this.open.delete(place), { once: true });
    return place;
  }

  /** Before the server stops taking requests: a stream would keep it from ending. */
  onModuleDestroy(): void {
    this.closing = true;
    for (const place of [...this.open.keys()]) place.abort();
  }
}

function tooMany(): Refused {
  const detail = `You have ${mostOfPerson} streams open already. Close one, or ask GET /api/events/news from time to time.`;
  return new Refused(429, { kind: 'too-many', detail, headers: { 'Retry-After': '30' } });
}
