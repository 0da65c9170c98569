import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A channel is tried once more when an administrator asks for it. */
export class FinishTheEdges1797006000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Untried again: a worker posts another card. What came of it is the worker's to write.
grant update (tested_at, test_fault) on team_webhooks to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before cannot do what this one did: restore a backup.'));
  }
}
