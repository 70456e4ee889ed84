import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may use an agency's data, in what role and for which part of it: what a token says holds for as long as the token
 * does, and someone who was sent away today must not read on until tonight. And whether the agency may be used at all.
 *
 * The server may not make one colleague's access another's, nor forget that there was one: a member's subject is never
 * updated, and no member is deleted.
 */
export class Access1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table agencies
        add column status text not null default 'ACTIVE' constraint agencies_status_known check (status in ('ACTIVE', 'SUSPENDED'));
      grant update (status) on agencies to plumbline_app;

      create table members (
        agency_id uuid not null,
        id uuid not null,
        subject text not null,
        role text not null,
        branch_ids uuid[],
        payer_ids uuid[],
        patient_ids uuid[],
        status text not null,
        version integer not null default 1,
        granted_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        constraint members_pkey primary key (agency_id, id),
        constraint members_agency foreign key (agency_id) references agencies,
        constraint members_subject_unique unique (agency_id, subject),
        constraint members_subject_length check (length(subject) between 1 and 255),
        constraint members_role_known check (role in ('CLINICIAN', 'CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN')),
        constraint members_scope_length check (
          coalesce(cardinality(branch_ids), 0) <= 500 and coalesce(cardinality(payer_ids), 0) <= 500 and coalesce(cardinality(patient_ids), 0) <= 500),
        constraint members_status_known check (status in ('ACTIVE', 'REVOKED')),
        constraint members_revoked_at_a_time check ((status = 'REVOKED') = (revoked_at is not null))
      );
      alter table members enable row level security;
      alter table members force row level security;
      create policy members_of_agency on members using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      grant select, insert, update (role, branch_ids, payer_ids, patient_ids, status, version, granted_at, revoked_at) on members to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
