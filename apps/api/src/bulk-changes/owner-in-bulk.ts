import { changeOwner } from '@kept/domain';
import type { BulkChangeBody } from '@kept/contracts';
import { incomplete } from '../http/problem.js';
import type { ActInBulk } from './bulk-act.js';

/** Each item gets another owner post. */
export function ownerInBulk(body: BulkChangeBody): ActInBulk {
  const { ownerPost, reason } = body;
  return {
    reason,
    check({ reference }) {
      const exists = reference.organisation.posts.some(({ key }) => key === ownerPost);
      if (!exists) throw incomplete([{ field: 'ownerPost', text: 'Choose a post that exists.' }]);
    },
    kept: () => ({ to: ownerPost, workflow: null, transition: null }),
    decide: (item, facts) => changeOwner(item, body, facts),
    look: () => null,
  };
}
