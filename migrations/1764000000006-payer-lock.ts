import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever publishes a policy locks the payer's row, and nobody can lock a row without the right to update one of its
 * columns. The payer's code is the one that nothing is worked out from.
 */
export class PayerLock1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant update (payer_code) on payers to plumbline_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
