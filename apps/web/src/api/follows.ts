import type { FollowView } from '@kept/contracts';
import { get, send } from './http.js';

const follow = (reference: string) => `/work-items/${encodeURIComponent(reference)}/follow`;

/** Whether the reader follows an item, and that they begin to or stop. */
export const follows = {
  read: (reference: string) => get<FollowView>(follow(reference)),
  begin: (reference: string) => send<void>('PUT', follow(reference)),
  end: (reference: string) => send<void>('DELETE', follow(reference)),
};
