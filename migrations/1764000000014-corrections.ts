import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What another system keeps better than we do can be put right from there: the particulars of staff and payers. */
export class Corrections1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant update (given_name, family_name, npi) on staff to plumbline_app;
      grant update (name, kind) on payers to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
