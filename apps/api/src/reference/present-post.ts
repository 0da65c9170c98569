import { actingFor, holderOn } from '@kept/domain';
import type { LocalDate, Organisation } from '@kept/domain';
import type { OwnerPostView } from '@kept/contracts';

/** A post with who holds it on a day and who acts in it. */
export function presentPost(key: string, organisation: Organisation, on: LocalDate): OwnerPostView {
  const acting = actingFor(key, organisation, on);
  const actingName = organisation.people.find(({ id }) => id === acting?.personId)?.name;
  return {
    key,
    name: postTitle(key, organisation),
    holder: holderOn(key, organisation, on)?.name ?? null,
    acting: acting && actingName !== undefined ? { name: actingName, because: acting.because } : null,
  };
}

export function postTitle(key: string, { posts }: Organisation): string {
  return posts.find((post) => post.key === key)?.title ?? key;
}
