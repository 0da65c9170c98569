import { malformed } from './problem.js';
import { forbiddenKeys } from './read-json.js';

/**
 * Refuses a query that cannot be decoded as UTF-8, and the names that the framework would drop without a word.
 * @param url as it was asked for, undecoded
 * @throws Refused 400
 */
export function checkQuery(url: string): void {
  const start = url.indexOf('?');
  if (start === -1) return;
  for (const pair of url.slice(start + 1).split('&')) {
    const [name] = decoded(pair).split('=', 1);
    if (forbiddenKeys.includes(name ?? '')) throw malformed('The query has a property of a forbidden name.');
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('The query is not well-formed.');
  }
}
