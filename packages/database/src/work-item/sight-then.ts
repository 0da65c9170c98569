import type { SightThen } from '@kept/domain';

/**
 * The domain's `mightSeeThen`, row by row: a condition on `sight`, a JSON of what said who may see the item when something
 * was written of it. Its values, {@link sightValues}, are numbered after the `after` that stand before them.
 */
export function seenThen(sight: string, after: number): string {
  const [everything, personId, posts, exempt, related, roles] = [1, 2, 3, 4, 5, 6].map((place) => `$${after + place}`);
  return `(${everything}::boolean or case when jsonb_typeof(${sight} -> 'restrictedTo') = 'object'
    then ${sight} #> '{restrictedTo,people}' ? ${personId}::text or ${sight} #> '{restrictedTo,posts}' ?| ${posts}::text[]
    else (${exempt}::boolean or (${sight} ->> 'exempt')::boolean is not true)
      and (${related}::boolean or exists (select from unnest(${roles}::text[]) mine (role)
        where (${sight} -> 'hiddenFrom' ? mine.role) is not true))
    end)`;
}

export const sightValues = ({ everything, personId, posts, exempt, related, roles }: SightThen): unknown[] => [
  everything,
  personId,
  posts,
  exempt,
  related,
  roles,
];
