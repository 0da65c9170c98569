import { Injectable } from '@nestjs/common';
import type { WorkflowDefinition } from '@kept/domain';
import type { WorkflowListView, WorkflowView } from '@kept/contracts';
import type { Caller } from '../auth/caller.js';
import { notFound } from '../http/problem.js';
import { presentWorkflow, presentWorkflowSummary } from './workflow.presenter.js';

/** The workflows as they are for new items: the newest version of each. */
@Injectable()
export class ReadWorkflows {
  list({ actor, reference }: Caller): WorkflowListView {
    const workflows = newest(reference.definitions).map((definition) => presentWorkflowSummary(definition, actor));
    return { workflows };
  }

  one({ actor, reference }: Caller, key: string): WorkflowView {
    const definitions = newest(reference.definitions);
    const definition = definitions.find((each) => each.key === key);
    if (!definition) throw notFound();
    return presentWorkflow(definition, actor, { organisation: reference.organisation, definitions });
  }
}

function newest(definitions: readonly WorkflowDefinition[]): WorkflowDefinition[] {
  const byKey = new Map<string, WorkflowDefinition>();
  for (const definition of definitions) {
    const known = byKey.get(definition.key);
    if (!known || known.version < definition.version) byKey.set(definition.key, definition);
  }
  return [...byKey.values()].sort((a, b) => a.key.localeCompare(b.key));
}
