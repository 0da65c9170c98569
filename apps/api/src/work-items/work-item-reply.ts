import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { WorkItemView } from '@kept/contracts';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { entityTag } from '../http/conditions.js';

/** An item on its way out. */
export interface WorkItemReply {
  item: WorkItemView;
  created: boolean;
  replayed: boolean;
}

/** Puts the status and the headers that belong to an item on the answer: ETag, Location, Idempotency-Replayed. */
@Injectable()
export class WorkItemReplies implements NestInterceptor<WorkItemReply, WorkItemView> {
  intercept(context: ExecutionContext, next: CallHandler<WorkItemReply>): Observable<WorkItemView> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer) => write(answer, reply)));
  }
}

function write({ item, created, replayed }: WorkItemReply, reply: FastifyReply): WorkItemView {
  void reply.status(created ? 201 : 200).header('ETag', entityTag(item.version));
  if (created) void reply.header('Location', `/api/work-items/${item.id}`);
  if (replayed) void reply.header('Idempotency-Replayed', 'true');
  return item;
}
