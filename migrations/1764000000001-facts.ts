import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The facts: what people and payers told us. Every key starts with the agency, so that the data can be
 * distributed by agency and no constraint can tell one agency of another's rows. Children name their
 * patient as well as their parent, so that a visit cannot carry another patient's note.
 */
export class Facts1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gist;

      create table agencies (
        agency_id uuid not null,
        slug text not null,
        name text not null,
        constraint agencies_pkey primary key (agency_id),
        constraint agencies_slug_unique unique (slug),
        constraint agencies_slug_form check (slug ~ '^[a-z][a-z0-9-]{1,40}$')
      );

      create table branches (
        agency_id uuid not null,
        id uuid not null,
        name text not null,
        time_zone text not null,
        constraint branches_pkey primary key (agency_id, id),
        constraint branches_agency foreign key (agency_id) references agencies,
        constraint branches_name_unique unique (agency_id, name)
      );

      create table staff (
        agency_id uuid not null,
        id uuid not null,
        branch_id uuid,
        given_name text not null,
        family_name text not null,
        disciplines text[] not null,
        credential text,
        npi text,
        constraint staff_pkey primary key (agency_id, id),
        constraint staff_agency foreign key (agency_id) references agencies,
        constraint staff_branch foreign key (agency_id, branch_id) references branches,
        constraint staff_npi_form check (npi ~ '^[0-9]{10}$')
      );

      create table payers (
        agency_id uuid not null,
        id uuid not null,
        name text not null,
        kind text not null,
        payer_code text,
        constraint payers_pkey primary key (agency_id, id),
        constraint payers_agency foreign key (agency_id) references agencies,
        constraint payers_kind_known check (kind in ('MEDICARE', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'MEDICAID_MANAGED_CARE', 'COMMERCIAL', 'VETERANS_AFFAIRS', 'SELF_PAY'))
      );

      create table payer_policies (
        agency_id uuid not null,
        id uuid not null,
        payer_id uuid not null,
        version integer not null,
        effective_from date not null,
        effective_to date,
        terms jsonb not null,
        constraint payer_policies_pkey primary key (agency_id, id),
        constraint payer_policies_payer foreign key (agency_id, payer_id) references payers,
        constraint payer_policies_version_unique unique (agency_id, payer_id, version),
        constraint payer_policies_version_positive check (version > 0),
        constraint payer_policies_range check (effective_to is null or effective_to >= effective_from),
        constraint payer_policies_one_in_force exclude using gist (
          agency_id with =, payer_id with =, daterange(effective_from, effective_to, '[]') with &&) deferrable initially immediate
      );

      create table patients (
        agency_id uuid not null,
        id uuid not null,
        branch_id uuid not null,
        mrn text not null,
        given_name text not null,
        family_name text not null,
        birth_date date,
        status text not null,
        start_of_care_on date,
        version integer not null default 1,
        constraint patients_pkey primary key (agency_id, id),
        constraint patients_branch foreign key (agency_id, branch_id) references branches,
        constraint patients_mrn_unique unique (agency_id, mrn),
        constraint patients_status_known check (status in ('ACTIVE', 'ON_HOLD', 'DISCHARGED', 'DECEASED'))
      );
      create index patients_by_name on patients (agency_id, family_name, given_name, id);

      create table coverages (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        payer_id uuid not null,
        member_id text not null,
        rank smallint not null,
        starts_on date not null,
        ends_on date,
        version integer not null default 1,
        constraint coverages_pkey primary key (agency_id, id),
        constraint coverages_of_patient unique (agency_id, patient_id, id),
        constraint coverages_patient foreign key (agency_id, patient_id) references patients,
        constraint coverages_payer foreign key (agency_id, payer_id) references payers,
        constraint coverages_rank_range check (rank between 1 and 9),
        constraint coverages_range check (ends_on is null or ends_on >= starts_on),
        constraint coverages_one_a_rank exclude using gist (
          agency_id with =, patient_id with =, rank with =, daterange(starts_on, ends_on, '[]') with &&)
      );
      create index coverages_by_payer on coverages (agency_id, payer_id, patient_id);

      create table orders (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        kind text not null,
        discipline text not null,
        service_code text,
        frequency_text text not null,
        frequency jsonb,
        starts_on date not null,
        ends_on date,
        physician_name text not null,
        physician_npi text,
        status text not null,
        received_at timestamptz(3) not null,
        sent_at timestamptz(3),
        signed_at timestamptz(3),
        signature_date date,
        discontinued_on date,
        version integer not null default 1,
        constraint orders_pkey primary key (agency_id, id),
        constraint orders_of_patient unique (agency_id, patient_id, id),
        constraint orders_patient foreign key (agency_id, patient_id) references patients,
        constraint orders_kind_known check (kind in ('PLAN_OF_CARE', 'SUPPLEMENTAL', 'VERBAL', 'RECERTIFICATION')),
        constraint orders_status_known check (status in ('VERBAL_RECEIVED', 'SENT_FOR_SIGNATURE', 'RETURNED_UNSIGNED', 'SIGNED', 'DISCONTINUED', 'SUPERSEDED')),
        constraint orders_discipline_known check (discipline in ('SN', 'PT', 'OT', 'SLP', 'MSW', 'HHA', 'PCS')),
        constraint orders_range check (ends_on is null or ends_on >= starts_on),
        constraint orders_signed_is_dated check (status <> 'SIGNED' or (signed_at is not null and signature_date is not null)),
        constraint orders_discontinued_is_dated check (status <> 'DISCONTINUED' or discontinued_on is not null),
        constraint orders_physician_npi_form check (physician_npi ~ '^[0-9]{10}$')
      );

      create table authorizations (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        payer_id uuid not null,
        coverage_id uuid,
        number text,
        requested_at timestamptz(3),
        decided_at timestamptz(3),
        cancelled_at timestamptz(3),
        version integer not null default 1,
        constraint authorizations_pkey primary key (agency_id, id),
        constraint authorizations_of_patient unique (agency_id, patient_id, id),
        constraint authorizations_patient foreign key (agency_id, patient_id) references patients,
        constraint authorizations_payer foreign key (agency_id, payer_id) references payers,
        constraint authorizations_coverage foreign key (agency_id, patient_id, coverage_id) references coverages (agency_id, patient_id, id)
      );

      create table authorization_lines (
        agency_id uuid not null,
        id uuid not null,
        authorization_id uuid not null,
        patient_id uuid not null,
        discipline text not null,
        service_code text,
        modifiers text[] not null,
        unit_definition text not null,
        authorized_milli_units bigint not null,
        starts_on date not null,
        ends_on date not null,
        decision text not null,
        decision_reason text,
        priority smallint not null default 1,
        constraint authorization_lines_pkey primary key (agency_id, id),
        constraint authorization_lines_of_patient unique (agency_id, patient_id, id),
        constraint authorization_lines_authorization foreign key (agency_id, patient_id, authorization_id) references authorizations (agency_id, patient_id, id),
        constraint authorization_lines_discipline_known check (discipline in ('SN', 'PT', 'OT', 'SLP', 'MSW', 'HHA', 'PCS')),
        constraint authorization_lines_unit_known check (unit_definition in ('VISIT', 'QUARTER_HOUR', 'HOUR', 'DAY')),
        constraint authorization_lines_decision_known check (decision in ('CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'NOT_CERTIFIED', 'PENDED', 'MODIFIED', 'CANCELLED', 'CONTACT_PAYER', 'NOT_REQUIRED')),
        constraint authorization_lines_units_range check (authorized_milli_units between 0 and 1000000000),
        constraint authorization_lines_range check (ends_on >= starts_on)
      );
      create index authorization_lines_by_authorization on authorization_lines (agency_id, authorization_id);

      create table authorization_caps (
        agency_id uuid not null,
        id uuid not null,
        line_id uuid not null,
        patient_id uuid not null,
        period text not null,
        rolling_days smallint,
        milli_units bigint not null,
        constraint authorization_caps_pkey primary key (agency_id, id),
        constraint authorization_caps_line foreign key (agency_id, patient_id, line_id) references authorization_lines (agency_id, patient_id, id) on delete cascade,
        constraint authorization_caps_period_known check (period in ('VISIT', 'DAY', 'WEEK', 'MONTH', 'ROLLING_DAYS')),
        constraint authorization_caps_rolling check ((period = 'ROLLING_DAYS') = (rolling_days is not null) and (rolling_days is null or rolling_days between 2 and 366)),
        constraint authorization_caps_units_positive check (milli_units > 0)
      );
      create index authorization_caps_by_line on authorization_caps (agency_id, patient_id, line_id);

      create table visits (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        discipline text not null,
        service_code text not null,
        modifiers text[] not null,
        staff_id uuid,
        starts_at timestamptz(3) not null,
        ends_at timestamptz(3) not null,
        service_on date not null,
        actual_starts_at timestamptz(3),
        actual_ends_at timestamptz(3),
        status text not null,
        series_id uuid,
        is_as_needed boolean not null,
        version integer not null default 1,
        constraint visits_pkey primary key (agency_id, id),
        constraint visits_of_patient unique (agency_id, patient_id, id),
        constraint visits_patient foreign key (agency_id, patient_id) references patients,
        constraint visits_staff foreign key (agency_id, staff_id) references staff,
        constraint visits_discipline_known check (discipline in ('SN', 'PT', 'OT', 'SLP', 'MSW', 'HHA', 'PCS')),
        constraint visits_status_known check (status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'MISSED', 'CANCELLED')),
        constraint visits_length check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
        constraint visits_worked_length check (actual_ends_at > actual_starts_at and actual_ends_at <= actual_starts_at + interval '24 hours'),
        constraint visits_worked_when_done check ((status in ('COMPLETED', 'BILLED')) = (actual_starts_at is not null and actual_ends_at is not null))
      );
      create index visits_by_patient_and_day on visits (agency_id, patient_id, service_on);
      create index visits_by_start on visits (agency_id, starts_at, id);
      create index visits_by_day on visits (agency_id, service_on, id);
      create index visits_by_staff on visits (agency_id, staff_id, starts_at);

      create table schedule_changes (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        visit_id uuid not null,
        kind text not null,
        before jsonb,
        after jsonb not null,
        cause text not null,
        reason text,
        actor_subject text not null,
        actor_role text not null,
        occurred_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        constraint schedule_changes_pkey primary key (agency_id, id),
        constraint schedule_changes_visit foreign key (agency_id, patient_id, visit_id) references visits (agency_id, patient_id, id),
        constraint schedule_changes_kind_known check (kind in ('CREATED', 'RESCHEDULED', 'REASSIGNED', 'COMPLETED', 'CANCELLED', 'MISSED', 'BILLED'))
      );
      create index schedule_changes_by_visit on schedule_changes (agency_id, visit_id, id);
      create index schedule_changes_by_patient on schedule_changes (agency_id, patient_id, id);

      create table notes (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        visit_id uuid not null,
        author_staff_id uuid,
        status text not null,
        elements jsonb not null,
        amendments jsonb not null,
        is_cosign_required boolean not null,
        written_at timestamptz(3) not null,
        signed_at timestamptz(3),
        signed_by text,
        cosigned_at timestamptz(3),
        cosigned_by text,
        version integer not null default 1,
        constraint notes_pkey primary key (agency_id, id),
        constraint notes_one_a_visit unique (agency_id, visit_id),
        constraint notes_visit foreign key (agency_id, patient_id, visit_id) references visits (agency_id, patient_id, id),
        constraint notes_author foreign key (agency_id, author_staff_id) references staff,
        constraint notes_status_known check (status in ('IN_PROGRESS', 'COMPLETE_UNSIGNED', 'COSIGN_PENDING', 'SIGNED', 'AMENDING')),
        constraint notes_signed_is_dated check (status not in ('SIGNED', 'COSIGN_PENDING') or signed_at is not null)
      );
      create index notes_by_patient on notes (agency_id, patient_id, id);

      create table identifiers (
        agency_id uuid not null,
        record_type text not null,
        system text not null,
        value text not null,
        record_id uuid not null,
        content_hash text,
        constraint identifiers_pkey primary key (agency_id, record_type, system, value),
        constraint identifiers_agency foreign key (agency_id) references agencies
      );
      create index identifiers_by_record on identifiers (agency_id, record_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
