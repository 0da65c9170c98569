import { personAt } from '@kept/domain';
import type { NoticeView } from '@kept/contracts';
import type { Notice, Reference } from '@kept/database';

/** A message for a page. The workflow is told where the item is in open view; its title never is. */
export function presentNotice(
  notice: Notice,
  { organisation, definitions }: Reference,
  about: { workflow: string; discreet: boolean } | null,
): Omit<NoticeView, 'read'> {
  const { id, kind, reference, post, dueOn, late, status, channel, createdAt, statusAt } = notice;
  const title = organisation.posts.find(({ key }) => key === post)?.title ?? post;
  const open = about !== null && !about.discreet;
  const workflow = open ? (definitions.findLast(({ key }) => key === about.workflow)?.title.officer ?? null) : null;
  const addressed = personAt(post) === null ? { key: post, title } : null;
  return { id, kind, reference, workflow, post: addressed, dueOn, late, status, channel, at: createdAt, statusAt };
}
