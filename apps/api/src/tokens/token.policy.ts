import { forSignedIn } from '../http/policy.js';

/** Everybody makes tokens for themselves, and takes back their own. */
export const keepsOwnTokens = forSignedIn('keeps-own-tokens');
