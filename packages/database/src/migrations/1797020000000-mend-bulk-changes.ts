import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change of many items that stopped half way is gone on with or taken back, a view is saved once by one key, and the counts
 * above a list have indexes that bear them.
 */
export class MendBulkChanges1797020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Until then somebody is at work on it, by the machine's clock; later, or null without a result, it has stopped.
alter table bulk_changes add column working_until timestamptz;
grant update (working_until) on bulk_changes to kept_app;

-- Null where none was sent: such a call is never asked for again.
alter table saved_views add column idempotency_key text, add column body_hash text,
  add check ((idempotency_key is null) = (body_hash is null));
drop index saved_views_own;
-- One's own, and among them what was saved by a key.
alter table saved_views add constraint saved_views_own unique (authority_id, person_id, idempotency_key);

-- The counts above a list, each to a hundred: of a workflow whatever is open, late or closed, in each state, at each level, of each
-- owner. What is closed is due at infinity, so the date says that too.
drop index work_items_by_state;
create index work_items_by_state on work_items (authority_id, workflow, state, sort_due);
create index work_items_by_workflow on work_items (authority_id, workflow, sort_due);
create index work_items_owned on work_items (authority_id, owner_post, workflow, sort_due);
create index work_items_raised on work_items (authority_id, workflow, level, sort_due) where level > 0;
-- What somebody sees without a role in the workflow, beside what they own. Few items have either.
create index work_items_kept_from on work_items (authority_id, workflow) where restricted_to_posts is not null;
create index work_items_contributed on work_items (authority_id, workflow) where contributors <> '{}';
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What stopped half way cannot be told in the schema before: restore a backup.'));
  }
}
