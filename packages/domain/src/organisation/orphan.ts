import type { LocalDate } from '../calendar/calendar.js';
import { maySee } from '../work-item/visibility.js';
import type { Actor, WorkItem } from '../work-item/work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import type { Organisation, Role } from './organisation.js';
import { answersFor, findPost, postsOf } from './post-holders.js';

/** Why nobody looks after an item: its post is not known, nobody answers for that post, or who does may not see it. */
export type OrphanReason = 'unknown-post' | 'nobody-answers' | 'may-not-see';

/** Who is who on a day, and what they may. */
export interface People {
  organisation: Organisation;
  /** Person id → roles. */
  roles: Readonly<Record<string, readonly Role[]>>;
  today: LocalDate;
}

/** Is an open item an orphan today, and why? Null where somebody answers for it who may see it. */
export function orphanReason(
  item: WorkItem,
  definition: WorkflowDefinition,
  { organisation, roles, today }: People,
): OrphanReason | null {
  if (!findPost(item.ownerPost, organisation)) return 'unknown-post';
  const personId = answersFor(item.ownerPost, organisation, today);
  if (personId === null) return 'nobody-answers';
  const actor: Actor = {
    kind: 'person',
    personId,
    name: '',
    roles: [...(roles[personId] ?? [])],
    posts: postsOf(personId, organisation, today),
  };
  return maySee(item, definition, actor) ? null : 'may-not-see';
}
