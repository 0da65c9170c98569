import { forSignedIn } from '../http/policy.js';

/** The rules are law and public policy; any officer may count a date. */
export const calculatesDeadlines = forSignedIn('calculates-deadlines');
