import { administersViews } from '@kept/database';
import type { Role } from '@kept/domain';
import { forSignedIn } from '../http/policy.js';

/** Everybody keeps views of their own, and finds those that are shared with them. */
export const keepsSavedViews = forSignedIn('keeps-saved-views');

/** Everybody reads in a calendar, or in their mail, what they find in their lists; what is in it is asked each time. */
export const subscribesToViews = forSignedIn('subscribes-to-views');

/** What everybody finds in their lists is set by whoever runs the work, and by whoever runs the service. */
export function sharesViews(roles: readonly Role[]): boolean {
  return roles.includes('officer') || administersViews(roles);
}
