import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change and the entry that says who made it are one statement and one commit. The head of the trail is locked after the
 * head of the log, always, and last of all.
 */
export class AuditedChanges1764000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function append_change(
        p_agency_id uuid, p_events jsonb, p_subject text, p_key text, p_answer jsonb, p_slots jsonb, p_audit jsonb
      ) returns table (epoch integer, last_seq bigint)
      language plpgsql as $$
      declare
        v_position record;
      begin
        select * into strict v_position from append_alignment_events(p_agency_id, p_events, p_subject, p_key, p_answer, p_slots);
        perform append_audit_entries(p_agency_id, (
          select jsonb_agg(value || jsonb_build_object('event_epoch', v_position.epoch, 'from_seq', v_position.first_seq, 'to_seq', v_position.last_seq) order by place)
            from jsonb_array_elements(p_audit) with ordinality as e(value, place)));
        return query select v_position.epoch, v_position.last_seq;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
