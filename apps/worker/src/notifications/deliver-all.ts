import type { Deliver } from '../boot/tokens.js';
import { Places } from './places.js';

interface Sender {
  deliver(authorityId: string): Promise<void>;
}

/** Lists are read by connections that everybody waits for: one job of an authority at a time does so. */
const forMessages = 2;
const forLists = 1;

/**
 * Sends what is due in one authority: messages of items, and lists beside them. Each has places of its own, so that a message
 * that goes at any hour (a child missing over 48 hours) never waits until the lists of a morning are written.
 */
export function deliverAll(messages: Sender, lists: Sender): Deliver {
  const ofMessages = new Places(forMessages);
  const ofLists = new Places(forLists);
  return async (authorityId) => {
    await Promise.all([
      ofMessages.take(authorityId, () => messages.deliver(authorityId)),
      ofLists.take(authorityId, () => lists.deliver(authorityId)),
    ]);
  };
}
