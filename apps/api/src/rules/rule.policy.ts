import { forRoles, forSignedIn } from '../http/policy.js';

/** By which law and which agreement dates are counted is no secret. */
export const readsRules = forSignedIn('reads-rules');
/** A rule, a length or a version moves dates everywhere at once. */
export const changesRules = forRoles('changes-rules', 'administrator');
