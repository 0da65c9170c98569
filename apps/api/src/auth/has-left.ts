import type { Instant, Person } from '@kept/domain';

/**
 * Is this somebody whose way in has ended? Asked of the reference data at every request, which is a second old at most, so
 * that whatever session or token they still hold opens nothing, and opens again where their leaving is taken back.
 */
export function hasLeft({ leaving }: Pick<Person, 'leaving'>, now: Instant): boolean {
  return leaving !== undefined && leaving !== null && Date.parse(leaving.endsAt) <= Date.parse(now);
}
