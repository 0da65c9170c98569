import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A meeting that was put in by mistake can be taken away again. What refers to it holds it: its papers have no cascade. */
export class TakeMeetingsAway1797031000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant delete on meetings to kept_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke delete on meetings from kept_app');
  }
}
