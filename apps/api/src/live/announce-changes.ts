import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Database } from '@kept/database';
import type { FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { DATABASE } from '../boot/providers.js';
import { policyOf } from '../http/policy.js';
import { saysEditing } from './live.policy.js';

const together = 250;
const harmless = ['GET', 'HEAD', 'OPTIONS'];

/**
 * After each request that may have changed something, every process is told that something was committed in this authority,
 * once for all that happens within a quarter of a second. Which change it was, is for the readers to ask under their own
 * sight; a hint too many costs one reading, and one that is lost is made good by looking from time to time.
 */
@Injectable()
export class AnnounceChanges implements NestInterceptor, OnModuleDestroy {
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, caller } = context.switchToHttp().getRequest<FastifyRequest>();
    // Who is typing is nothing that was committed to an item.
    const isSign = policyOf(context.getHandler()) === saysEditing;
    if (harmless.includes(method) || !caller || isSign) return next.handle();
    return next.handle().pipe(tap({ complete: () => this.announce(caller.authorityId) }));
  }

  onModuleDestroy(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }

  private announce(authorityId: string): void {
    if (this.waiting.has(authorityId)) return;
    const timer = setTimeout(() => {
      this.waiting.delete(authorityId);
      void this.database.liveEvents.tell(authorityId).catch(() => undefined);
    }, together);
    this.waiting.set(authorityId, timer.unref());
  }
}
