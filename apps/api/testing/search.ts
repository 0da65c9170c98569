import type { WorkflowDefinition } from '@kept/domain';
import { aDefinition, aSearch } from '@kept/domain/testing';

const owner = { default: 'corporate-parenting-officer' };

/** The domain's search and the request that it opens, owned by a post of the invented council. */
export const searchWorkflows: readonly WorkflowDefinition[] = [
  aDefinition({ owner, fields: { ...aDefinition().fields, search: partOfSearch() } }),
  aSearch({ owner }),
];

function partOfSearch(): WorkflowDefinition['fields'][string] {
  return { type: 'item', label: 'Part of', of: ['search'], partOf: true, required: false, plain: false };
}
