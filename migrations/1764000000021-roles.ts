import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Aides, leaders and those who work for the agency from outside. Two of these roles are never for the whole agency. */
export class Roles1764000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table members drop constraint members_role_known;
      alter table members add constraint members_role_known check (role in (
        'CLINICIAN', 'CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN', 'CAREGIVER', 'LEADER', 'EXTERNAL_OPERATOR'));
      alter table members add constraint members_caregiver_has_caseload check (role <> 'CAREGIVER' or patient_ids is not null);
      alter table members add constraint members_external_is_assigned check (role <> 'EXTERNAL_OPERATOR' or (branch_ids is not null and payer_ids is not null));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
