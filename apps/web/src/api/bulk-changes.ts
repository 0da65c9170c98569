import type { BulkChangeView } from '@kept/contracts';
import { get, send } from './http.js';
import type { SendOptions } from './http.js';

/** `version` is the one that was looked at; null where there was nothing to be seen. */
export interface BulkChangeRequest {
  items: { item: string; version?: number | null }[];
  ownerPost: string;
  reason: string;
}

const change = (id: string) => `/bulk-changes/${encodeURIComponent(id)}`;

/** One change of many items: what it would do, doing it, what it did, and taking it back. */
export const bulkChanges = {
  make: (body: BulkChangeRequest, dryRun: boolean, options: SendOptions = {}) =>
    send<BulkChangeView>('POST', '/bulk-changes', { ...body, dryRun }, options),
  read: (id: string) => get<BulkChangeView>(change(id)),
  undo: (id: string) => send<BulkChangeView>('POST', `${change(id)}/undo`),
};
