import { Injectable } from '@nestjs/common';
import { workflowDifference, type WorkflowDefinition } from '@kept/domain';
import type { WorkflowDifferenceView, WorkflowVersionView } from '@kept/contracts';
import type { Caller } from '../auth/caller.js';
import { notFound } from '../http/problem.js';
import { playsOnTestBench } from './workflow.policy.js';
import { presentVersion } from './version.presenter.js';

/** Any version of a workflow in words, and what changed between two of them. */
@Injectable()
export class ReadVersions {
  /** @throws Refused 404 */
  one({ actor, reference, today }: Caller, key: string, version: number | 'newest'): WorkflowVersionView {
    const versions = reference.definitions.filter((each) => each.key === key);
    const found = versions.find((each) => each.version === version);
    const definition = version === 'newest' ? versions.at(-1) : found;
    if (!definition) throw notFound();
    const { rules, localValues } = reference;
    return presentVersion(
      definition,
      { rules, localValues, today },
      { versions: versions.map((each) => each.version), mayPlay: playsOnTestBench.allows(actor.roles) },
    );
  }

  /** @throws Refused 404 */
  difference({ reference }: Caller, key: string, { from, to }: { from: number; to: number }): WorkflowDifferenceView {
    const [before, after] = [from, to].map((version) => versionOf(reference.definitions, key, version));
    if (!before || !after) throw notFound();
    const changes = workflowDifference(before, after, reference.rules).map((change) => ({
      ...change,
      before: [...change.before],
      after: [...change.after],
    }));
    return { key, title: after.title.officer, from, to, changes };
  }
}

function versionOf(definitions: readonly WorkflowDefinition[], key: string, version: number) {
  return definitions.find((each) => each.key === key && each.version === version);
}
