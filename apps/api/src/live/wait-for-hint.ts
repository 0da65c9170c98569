import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';

/** A stream's own view of what was hinted at: whether anything was, since it last read. */
export interface Hinted {
  isHinted(): boolean;
  /** From here on, what comes is new. */
  reading(): void;
  /** Until a hint comes, so many milliseconds have passed, or the stream ends. */
  wait(ms: number): Promise<void>;
}

interface Ear {
  authorityId: string;
  hinted: boolean;
  wake: () => void;
}

/** Hands the hints of the process's one listening connection on to its streams. */
@Injectable()
export class WaitForHint implements OnModuleDestroy {
  private readonly ears = new Set<Ear>();
  private stop: (() => void) | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  listen(authorityId: string, ends: AbortSignal): Hinted {
    this.stop ??= this.database.liveEvents.hear((hinted) => this.hand(hinted));
    const ear: Ear = { authorityId, hinted: false, wake: () => undefined };
    if (!ends.aborted) this.ears.add(ear);
    ends.addEventListener('abort', () => {
      this.ears.delete(ear);
      ear.wake();
    });
    return {
      isHinted: () => ear.hinted,
      reading: () => (ear.hinted = false),
      wait: (ms) => (ends.aborted ? Promise.resolve() : sleep(ear, ms)),
    };
  }

  onModuleDestroy(): void {
    this.stop?.();
  }

  private hand(authorityId: string | null): void {
    for (const ear of this.ears) {
      if (authorityId !== null && ear.authorityId !== authorityId) continue;
      ear.hinted = true;
      ear.wake();
    }
  }
}

function sleep(ear: Ear, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    ear.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
