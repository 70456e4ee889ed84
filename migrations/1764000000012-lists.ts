import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records are asked for from every side of their edges, and lists of a whole agency by their dates. What was found by
 * scanning an agency's table, or the records of all its patients, has an index here. Where only some rows are at the end
 * of an edge, the others are left out of its index.
 */
export class Lists1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index patients_by_branch on patients (agency_id, branch_id, family_name, given_name, id);
      create index staff_by_branch on staff (agency_id, branch_id);
      create index authorizations_by_payer on authorizations (agency_id, payer_id, id);
      create index authorizations_by_coverage on authorizations (agency_id, coverage_id, id) where coverage_id is not null;
      create index authorizations_by_number on authorizations (agency_id, number) where number is not null;
      create index authorization_lines_by_end on authorization_lines (agency_id, ends_on, id);
      create index authorization_decisions_by_patient on authorization_decisions (agency_id, patient_id, recorded_at);
      create index authorization_decisions_by_authorization on authorization_decisions (agency_id, authorization_id, recorded_at);
      create index authorization_caps_of_line on authorization_caps (agency_id, line_id);
      create index certifications_by_end on certifications (agency_id, ends_on, id);
      create index orders_by_receipt on orders (agency_id, received_at, id);
      create index orders_superseding on orders (agency_id, supersedes_order_id) where supersedes_order_id is not null;
      create index visits_by_pinned_line on visits (agency_id, pinned_line_id, starts_at) where pinned_line_id is not null;
      create index notes_by_time on notes (agency_id, written_at, id);
      create index evv_records_by_staff on evv_records (agency_id, staff_id, id) where staff_id is not null;
      create index supervisions_by_aide on supervisions (agency_id, aide_staff_id, performed_on) where aide_staff_id is not null;
      create index findings_by_payer on findings (agency_id, payer_id) where payer_id is not null;
      create index findings_by_order on findings (agency_id, order_id) where order_id is not null;
      create index findings_by_authorization on findings (agency_id, authorization_id) where authorization_id is not null;
      create index findings_by_line on findings (agency_id, line_id) where line_id is not null;
      create index findings_by_note on findings (agency_id, note_id) where note_id is not null;
      create index finding_history_by_patient on finding_history (agency_id, patient_id, recorded_at);
      create index finding_history_by_time on finding_history (agency_id, recorded_at, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
