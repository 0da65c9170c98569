import type { WorkflowView, WorkItemSummaryView } from '@kept/contracts';
import { useSession } from '../../../session/session.js';

/**
 * Whether there is anything among these that the reader might change: by a role that the workflow lets work, or as the owner.
 * Of each single item the server decides.
 */
export function useMayWorkOn() {
  const session = useSession();
  return (items: readonly WorkItemSummaryView[], { transitions }: WorkflowView): boolean => {
    const { roles = [], posts = [] } = session.current ?? {};
    const works = roles.some((role) => transitions.some(({ by }) => by.includes(role)));
    return works || items.some(({ ownerPost }) => posts.some(({ key }) => key === ownerPost.key));
  };
}
