import { openToAll } from '../http/policy.js';

export const asksHealth = openToAll('asks-health');
export const readsDescription = openToAll('reads-description');
