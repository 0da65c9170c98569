import type { Facts, Link, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { WorkItemView } from '@kept/contracts';

type LinkView = WorkItemView['links'][number];

/** A link as a page shows it: made by somebody, or by one item's opening of another. */
export function presentLink(link: Link, item: WorkItem, facts: Facts): LinkView {
  return { ...link, way: wayOf(link, item, facts) };
}

/** An item that another opened has its link from the first moment. */
function wayOf(link: Link, item: WorkItem, { definition, definitions = [] }: Facts): LinkView['way'] {
  const cameOut = definitions.some((each) => opens(each, link.kind, item.workflow));
  if (cameOut && link.no === 1 && link.addedAt === item.createdAt) return 'opened-by';
  return opens(definition, link.kind) ? 'opened' : 'linked';
}

function opens({ transitions }: WorkflowDefinition, kind: string, workflow?: string): boolean {
  return Object.values(transitions).some(
    (transition) =>
      transition.opens?.kind === kind && (workflow ?? transition.opens.workflow) === transition.opens.workflow,
  );
}
