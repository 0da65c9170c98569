import { holderOn, membersOn } from '@kept/domain';
import type { BodyMember, LocalDate } from '@kept/domain';
import type { SeatView } from '@kept/contracts';
import type { Reference } from '@kept/database';
import { postTitle } from '../reference/present-post.js';

/** The seats of a body as they are taken on a day. */
export function presentSeats(members: readonly BodyMember[], on: LocalDate, { organisation }: Reference): SeatView[] {
  return membersOn(members, on).map(({ id, place, title, post, vacant, from, to }) => ({
    id,
    place,
    title,
    post: post === null ? null : { key: post, title: postTitle(post, organisation) },
    holder: post === null ? null : (holderOn(post, organisation, on)?.name ?? null),
    vacant,
    from,
    to,
  }));
}

/** Who sits there, in words: a name where a post holds the seat, else what the seat is. */
export function seatInWords({ title, holder, vacant }: SeatView): string {
  if (vacant) return `${title} (vacant)`;
  return holder === null ? title : `${holder}, ${title}`;
}
