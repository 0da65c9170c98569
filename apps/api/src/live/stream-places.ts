import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { unavailable } from '../http/problem.js';

/** One browser needs one stream, however many tabs it has; somebody may have a few browsers. */
const mostOfPerson = 8;
const mostInAll = 2_000;

/** Why a stream ended: its person opened another beyond their share. */
export const displaced = Symbol('displaced');

/**
 * The streams that this process holds open. It guards the memory and the connections of this process alone, so each
 * process counts its own.
 */
@Injectable()
export class StreamPlaces implements OnModuleDestroy {
  private readonly open = new Map<AbortController, string>();
  private closing = false;

  /**
   * A place for a stream of this person, given back by aborting it; the service's own end aborts them all. Beyond the
   * person's share their oldest stream ends: it may be of a machine that went without a word, which nobody can tell.
   * @throws Refused 503 where the process has its share or is ending
   */
  take(personId: string): AbortController {
    if (this.closing || this.open.size >= mostInAll) throw unavailable('No stream can be opened just now.', 5);
    const theirs = [...this.open].flatMap(([each, whose]) => (whose === personId ? [each] : []));
    if (theirs.length >= mostOfPerson) theirs[0]?.abort(displaced);
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
