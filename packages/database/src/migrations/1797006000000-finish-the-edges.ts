import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A channel is tried once more when an administrator asks for it. And indexes for the questions who looks after what today,
 * and who did on a day that is past: both walked every item.
 */
export class FinishTheEdges1797006000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Untried again: a worker posts another card. What came of it is the worker's to write.
grant update (tested_at, test_fault) on team_webhooks to kept_app;

-- What is restricted may be owned by somebody who may not see it.
create index work_items_restricted on work_items (authority_id, sort_due, id)
  where not closed and restricted_to_posts is not null;
-- What a post owned until it was closed.
create index work_items_closed_by_owner on work_items (authority_id, owner_post, id) where closed;
-- What a post once handed on.
create index work_item_events_handed_on on work_item_events (authority_id, from_state, work_item_id)
  where type = 'owner-changed';
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before cannot do what this one did: restore a backup.'));
  }
}
