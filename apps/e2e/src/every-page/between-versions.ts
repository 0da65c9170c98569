import type { WorkflowDifferenceView } from '@kept/contracts';
import type { Route as Request } from 'playwright-core';

const difference: WorkflowDifferenceView = {
  key: 'challenge-card',
  title: 'Challenge card',
  from: 3,
  to: 4,
  changes: [
    { how: 'added', part: 'state', key: 'waiting', title: 'Waiting', before: [], after: ['Open'] },
    {
      how: 'changed',
      part: 'limit',
      key: 'triage',
      title: 'Triage',
      before: ['5 working days'],
      after: ['10 working days'],
    },
    { how: 'removed', part: 'field', key: 'cost', title: 'Cost', before: ['A number'], after: [] },
  ],
};

/** The demo has one version of each workflow; what stands between two is said for it. */
export async function betweenVersions(request: Request): Promise<void> {
  await request.fulfill({ json: difference });
}
