import { openToAll } from '../http/policy.js';

/** Nobody of the council: GOV.UK Notify, which shows a token of its own. */
export const bringsReceipts = openToAll('brings-receipts');
