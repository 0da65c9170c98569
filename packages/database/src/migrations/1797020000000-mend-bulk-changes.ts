import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of many items that stopped half way is gone on with or taken back, and a view is saved once by one key. */
export class MendBulkChanges1797020000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Until then somebody is at work on it, by the machine's clock; later, or null without a result, it has stopped.
alter table bulk_changes add column working_until timestamptz;
grant update (working_until) on bulk_changes to kept_app;

-- Null where none was sent: such a call is never asked for again.
alter table saved_views add column idempotency_key text, add column body_hash text,
  add check ((idempotency_key is null) = (body_hash is null)),
  add unique (authority_id, person_id, idempotency_key);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What stopped half way cannot be told in the schema before: restore a backup.'));
  }
}
