import type { Organisation } from './organisation.js';
import { findPost, postsAbove } from './post-holders.js';

/** What is wrong with where a post is to report, in words for the form; null where nothing is. */
export function faultOfReportsTo(post: string, reportsTo: string | null, organisation: Organisation): string | null {
  if (reportsTo === null) return null;
  if (reportsTo === post) return 'A post cannot report to itself.';
  const above = findPost(reportsTo, organisation);
  if (!above) return 'Choose a post that exists.';
  if (!postsAbove(reportsTo, organisation).some(({ key }) => key === post)) return null;
  return `${above.title} reports to this post, so this post cannot report to it.`;
}
