import type { BulkChangeView, BulkOptionsView, FieldsBody } from '@kept/contracts';
import { get, send } from './http.js';
import type { SendOptions } from './http.js';

/** `version` is the one that was looked at; null where there was nothing to be seen. */
type Items = { item: string; version?: number | null }[];
export interface OwnerRequest {
  items: Items;
  ownerPost: string;
  reason: string;
}
export interface StepRequest {
  items: Items;
  transition: string;
  fields: FieldsBody;
  reason?: string;
}
export type BulkChangeRequest = OwnerRequest | StepRequest;

const change = (id: string) => `/bulk-changes/${encodeURIComponent(id)}`;

/** One change of many items: what it would do, doing it, what it did, and taking it back. */
export const bulkChanges = {
  make: (body: BulkChangeRequest, dryRun: boolean, options: SendOptions = {}) =>
    send<BulkChangeView>(
      'POST',
      `/bulk-changes${'transition' in body ? '/transitions' : ''}`,
      { ...body, dryRun },
      options,
    ),
  options: (items: readonly string[]) =>
    send<BulkOptionsView>('POST', '/bulk-changes/transitions/options', { items: items.map((item) => ({ item })) }),
  read: (id: string) => get<BulkChangeView>(change(id)),
  undo: (id: string) => send<BulkChangeView>('POST', `${change(id)}/undo`),
};
