import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change to one patient's visits can change another patient's answer: a caregiver cannot be in two places. Whoever
 * appends the change's events wakes the other patient, and the clock's worker looks at both again.
 *
 * Wakes are only ever inserted, and taken away by whoever has looked. A mark on the other patient's row, or an earlier
 * deadline, would have to wait for a change to that patient, which may be about to mark this one.
 *
 * Under the agency's counter nothing is missed: of two changes that commit about the same time the later one's check
 * sees the earlier one's visits. It wakes the changed patient as well, because what was read for the evaluation
 * may be from before the earlier one's commit.
 *
 * The index of deadlines takes the order in which they are paged through; policies make thousands due at one instant.
 */
export class Wakes1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alignment_wakes (
        agency_id uuid not null,
        patient_id uuid not null,
        id uuid not null default uuidv7(),
        woken_at timestamptz(3) not null,
        constraint alignment_wakes_pkey primary key (agency_id, patient_id, id),
        constraint alignment_wakes_patient foreign key (agency_id, patient_id) references patients
      );
      create index alignment_wakes_by_time on alignment_wakes (woken_at, agency_id, patient_id);
      drop index alignment_deadlines_by_time;
      create index alignment_deadlines_by_time on alignment_deadlines (due_at, agency_id, patient_id);

      alter table alignment_wakes enable row level security;
      alter table alignment_wakes force row level security;
      create policy alignment_wakes_of_agency on alignment_wakes using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      create policy alignment_wakes_clock on alignment_wakes for select using (true);
      grant select, insert, delete on alignment_wakes to plumbline_app;

      drop function append_alignment_events(uuid, jsonb, text, text, jsonb);
      create function append_alignment_events(
        p_agency_id uuid, p_events jsonb, p_subject text, p_key text, p_answer jsonb, p_slots jsonb
      ) returns table (epoch integer, first_seq bigint, last_seq bigint)
      language plpgsql as $$
      declare
        v_head stream_heads%rowtype;
        v_event jsonb;
        v_first bigint;
      begin
        select * into strict v_head from stream_heads h where h.agency_id = p_agency_id for update;
        v_first := v_head.head + 1;
        for v_event in select value from jsonb_array_elements(p_events) loop
          v_head.head := v_head.head + 1;
          v_head.chain := sha256(v_head.chain || convert_to(v_head.epoch || ':' || v_head.head || ':' || v_event, 'UTF8'));
          insert into alignment_events (
            agency_id, seq, epoch, event_id, correlation_id, schema_version, type,
            patient_id, branch_id, payer_ids, body, occurred_at, recorded_at, chain)
          values (
            p_agency_id, v_head.head, v_head.epoch, (v_event ->> 'event_id')::uuid, (v_event ->> 'correlation_id')::uuid,
            (v_event ->> 'schema_version')::smallint, v_event ->> 'type', (v_event ->> 'patient_id')::uuid, (v_event ->> 'branch_id')::uuid,
            array(select jsonb_array_elements_text(v_event -> 'payer_ids'))::uuid[], v_event -> 'body',
            (v_event ->> 'occurred_at')::timestamptz, (v_event ->> 'recorded_at')::timestamptz, v_head.chain);
        end loop;
        update stream_heads h set head = v_head.head, chain = v_head.chain where h.agency_id = p_agency_id;
        if p_key is not null then
          update idempotency_keys k set answer = p_answer || jsonb_build_object('epoch', v_head.epoch, 'seq', v_head.head)
          where k.agency_id = p_agency_id and k.subject = p_subject and k.key = p_key;
        end if;
        -- A statement of its own, and so with a view of the data of its own: behind the counter it sees whatever a change
        -- that came before committed, and every change that it cannot see comes after it and sees this one.
        if p_slots is not null then
          with overlapping as (
            select distinct s.patient_id as changed_id, v.patient_id as other_id
              from jsonb_to_recordset(p_slots) s (patient_id uuid, staff_id uuid, starts_at timestamptz, ends_at timestamptz)
              cross join lateral (
                select o.patient_id from visits o
                 where o.agency_id = p_agency_id and o.staff_id = s.staff_id
                   and o.starts_at > s.starts_at - interval '24 hours' and o.starts_at < s.ends_at and o.ends_at > s.starts_at
                   and o.patient_id <> s.patient_id and o.status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID')
                offset 0) v
          )
          insert into alignment_wakes (agency_id, patient_id, woken_at)
          select p_agency_id, w.patient_id, (p_events -> 0 ->> 'recorded_at')::timestamptz
            from (
              select other_id from overlapping union select changed_id from overlapping
              -- What it was evaluated with may have moved away since, and then there is nothing left to find here.
              union select s.patient_id from jsonb_to_recordset(p_slots) s (patient_id uuid, is_conflicted boolean) where s.is_conflicted) w (patient_id);
        end if;
        return query select v_head.epoch, v_first, v_head.head;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
