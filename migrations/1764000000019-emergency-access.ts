import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Access that someone took to a patient outside their scope. What was taken, by whom, why and until when is never updated, and
 * nothing is deleted: the server can end it early and write down its review, once.
 *
 * Who reads within a scope sees those whose patient is within it. Whoever took one sees it also when its patient is out of their
 * scope again: for them there is a view with the owner's rights, of which a statement takes what is one subject's.
 *
 * The index of those that wait for their review also keeps anyone from having two, whatever the server believes.
 */
export class EmergencyAccess1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table emergency_accesses (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        subject text not null,
        role text not null,
        reason_code text not null,
        reason text not null,
        granted_at timestamptz(3) not null,
        ends_at timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_by text,
        review_status text not null,
        review_due_at timestamptz(3) not null,
        reviewed_at timestamptz(3),
        reviewed_by text,
        review_text text,
        version integer not null,
        constraint emergency_accesses_pkey primary key (agency_id, id),
        constraint emergency_accesses_patient foreign key (agency_id, patient_id) references patients,
        constraint emergency_accesses_subject_length check (length(subject) between 1 and 255),
        constraint emergency_accesses_reason_known check (reason_code in ('EMERGENCY_TREATMENT', 'IMMINENT_DANGER', 'CONTINUITY_OF_CARE', 'DISASTER')),
        constraint emergency_accesses_reason_length check (length(reason) between 1 and 1000),
        constraint emergency_accesses_an_hour_at_most check (ends_at > granted_at and ends_at <= granted_at + interval '60 minutes'),
        constraint emergency_accesses_ended_by_someone check ((ended_at is null) = (ended_by is null)),
        constraint emergency_accesses_ended_early check (ended_at is null or (ended_at >= granted_at and ended_at < ends_at)),
        constraint emergency_accesses_review_known check (review_status in ('PENDING', 'APPROVED', 'REJECTED')),
        constraint emergency_accesses_review_whole check (
          (review_status = 'PENDING') = (reviewed_at is null) and (reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (review_text is null)),
        constraint emergency_accesses_review_by_another check (reviewed_by <> subject),
        constraint emergency_accesses_review_length check (length(review_text) between 1 and 1000)
      );
      create unique index emergency_accesses_one_unreviewed on emergency_accesses (agency_id, subject) where review_status = 'PENDING';
      create index emergency_accesses_to_review on emergency_accesses (agency_id, review_due_at, id) where review_status = 'PENDING';
      create index emergency_accesses_open on emergency_accesses (agency_id, subject, ends_at) where ended_at is null;
      create index emergency_accesses_of_patient on emergency_accesses (agency_id, patient_id, granted_at);
      create index emergency_accesses_by_time on emergency_accesses (agency_id, granted_at, id);

      alter table emergency_accesses enable row level security;
      alter table emergency_accesses force row level security;
      create policy emergency_accesses_of_agency on emergency_accesses using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      create policy emergency_accesses_of_scope on emergency_accesses as restrictive for select to plumbline_scoped
        using (exists (select from patients o where o.agency_id = emergency_accesses.agency_id and o.id = emergency_accesses.patient_id));
      create view emergency_accesses_of_subjects with (security_barrier) as
        select * from emergency_accesses where agency_id = (select current_agency_id());

      grant select on emergency_accesses, emergency_accesses_of_subjects to plumbline_scoped;
      grant select on emergency_accesses_of_subjects to plumbline_app;
      grant select, insert, update (ended_at, ended_by, review_status, reviewed_at, reviewed_by, review_text, version) on emergency_accesses to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
