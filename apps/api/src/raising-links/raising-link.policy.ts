import { forRoles } from '../http/policy.js';

/** A link is put into a young person's hand by whoever works with them. */
export const givesRaisingLinks = forRoles('gives-raising-links', 'participation');
