import type { OpenAgendaItem } from '@kept/domain';
import type { AgendaItemView, AgendaView } from '@kept/contracts';
import type { PublishedAgenda, Reference } from '@kept/database';
import { postTitle } from '../reference/present-post.js';

/** An item with the links that its reader may follow. */
export function presentAgendaItem(
  item: OpenAgendaItem,
  seen: ReadonlySet<string>,
  { organisation }: Reference,
): AgendaItemView {
  const { id, number, title, kind, leadPost, exempt, confidential, paragraphs, minutesOpen, links, pages } = item;
  return {
    id,
    number,
    title,
    kind,
    leadPost: leadPost === null ? null : { key: leadPost, title: postTitle(leadPost, organisation) },
    exempt,
    confidential,
    paragraphs: [...paragraphs],
    minutesOpen,
    links: links.filter((reference) => seen.has(reference)),
    pages,
  };
}

/** @param version of the agenda as it is worked on; null to whoever may not know whether it is worked on */
export function presentPublished(published: PublishedAgenda | null, version: number | null): AgendaView['published'] {
  if (published === null) return null;
  const { no, publishedAt, publishedBy, agendaVersion } = published;
  return { no, at: publishedAt, by: publishedBy, isCurrent: version === null ? null : version === agendaVersion };
}
