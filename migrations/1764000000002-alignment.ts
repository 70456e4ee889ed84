import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What follows from the facts. Written by the same transaction as the change that caused it, and by nothing else. */
export class Alignment1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table findings (
        agency_id uuid not null,
        id uuid not null,
        patient_id uuid not null,
        key text not null,
        rule_id text not null,
        code text not null,
        severity text not null,
        owner_team text not null,
        resolution text not null,
        clinical_text text not null,
        billing_text text not null,
        predicted_carc text,
        predicted_rarc text,
        evidence jsonb not null,
        payer_id uuid,
        visit_ids uuid[] not null,
        order_id uuid,
        authorization_id uuid,
        line_id uuid,
        note_id uuid,
        service_on date,
        milli_units_at_risk bigint not null,
        cents_at_risk bigint not null,
        status text not null,
        opened_at timestamptz(3) not null,
        cleared_at timestamptz(3),
        times_opened integer not null default 1,
        constraint findings_pkey primary key (agency_id, id),
        constraint findings_key_unique unique (agency_id, patient_id, key),
        constraint findings_patient foreign key (agency_id, patient_id) references patients,
        constraint findings_status_known check (status in ('OPEN', 'CLEARED')),
        constraint findings_cleared_is_dated check ((status = 'CLEARED') = (cleared_at is not null))
      );
      create index findings_open_by_patient on findings (agency_id, patient_id) where status = 'OPEN';
      create index findings_open_by_team on findings (agency_id, owner_team, id) where status = 'OPEN';

      create table allocations (
        agency_id uuid not null,
        visit_id uuid not null,
        line_id uuid not null,
        patient_id uuid not null,
        milli_units bigint not null,
        state text not null,
        minutes integer not null,
        basis text not null,
        unit_rule text not null,
        constraint allocations_pkey primary key (agency_id, visit_id, line_id),
        constraint allocations_visit foreign key (agency_id, patient_id, visit_id) references visits (agency_id, patient_id, id),
        constraint allocations_line foreign key (agency_id, patient_id, line_id) references authorization_lines (agency_id, patient_id, id),
        constraint allocations_units_not_negative check (milli_units >= 0),
        constraint allocations_state_known check (state in ('RESERVED', 'RESERVED_PENDING', 'USED', 'BILLED'))
      );
      create index allocations_by_patient on allocations (agency_id, patient_id);
      create index allocations_by_line on allocations (agency_id, line_id);

      create table line_balances (
        agency_id uuid not null,
        line_id uuid not null,
        patient_id uuid not null,
        authorized_milli_units bigint not null,
        reserved_milli_units bigint not null,
        reserved_pending_milli_units bigint not null,
        used_milli_units bigint not null,
        billed_milli_units bigint not null,
        remaining_milli_units bigint not null,
        constraint line_balances_pkey primary key (agency_id, line_id),
        constraint line_balances_line foreign key (agency_id, patient_id, line_id) references authorization_lines (agency_id, patient_id, id),
        constraint line_balances_never_overdrawn check (remaining_milli_units >= 0)
      );
      create index line_balances_by_patient on line_balances (agency_id, patient_id);

      -- When a patient's alignment changes with no new fact. Read across agencies by the clock, so it holds ids and instants only.
      create table alignment_deadlines (
        agency_id uuid not null,
        patient_id uuid not null,
        due_at timestamptz(3) not null,
        constraint alignment_deadlines_pkey primary key (agency_id, patient_id),
        constraint alignment_deadlines_patient foreign key (agency_id, patient_id) references patients
      );
      create index alignment_deadlines_by_time on alignment_deadlines (due_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
