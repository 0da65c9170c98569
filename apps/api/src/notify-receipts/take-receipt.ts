import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NotifyReceiptBody } from '@kept/contracts';
import type { Database } from '@kept/database';
import { CONFIG, DATABASE, type Foundations } from '../boot/providers.js';
import { signInFirst } from '../http/problem.js';

const bearer = /^Bearer +(\S{1,200})$/i;
const outboxId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const failure = /^(permanent|temporary|technical)-failure$/;

/**
 * What GOV.UK Notify says of a message that it took. A receipt that says nothing new, or is of a message that is not
 * known here, is taken all the same: refused, it would only come again.
 */
@Injectable()
export class TakeReceipt {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Foundations['config'],
  ) {}

  /** @throws Refused 401 without the token that Notify was given */
  async run(authorization: string | undefined, { reference, status }: NotifyReceiptBody): Promise<void> {
    const shown = bearer.exec(authorization ?? '')?.[1];
    const { notifyCallbackToken: token } = this.config;
    if (shown === undefined || token == null || !areEqual(shown, token)) throw signInFirst();
    const outcome = outcomeOf(status);
    if (outcome === null || reference === null || !outboxId.test(reference)) return;
    const why = outcome === 'failed' ? `GOV.UK Notify: ${status}` : null;
    await this.database.receipts.record({ outboxId: reference, outcome, why });
  }
}

function outcomeOf(status: string): 'delivered' | 'failed' | null {
  if (status === 'delivered') return 'delivered';
  return failure.test(status) ? 'failed' : null;
}

/** In the same time wherever they differ, and however long they are. */
function areEqual(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
