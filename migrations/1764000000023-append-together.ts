import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries that come together are inserted together, once each has its hash: to open the indexes of a partition for one row at a
 * time cost more than everything else that was done for it. What has not come before, which is nearly always all of it, is taken as it was sent.
 *
 * And the index of patients takes up what was added in larger heaps: a fourth as often, and with less work in all.
 */
export class AppendTogether1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function append_audit_entries(uuid, jsonb, uuid, bigint);
      create function append_audit_entries(p_agency_id uuid, p_entries json, p_spool_id uuid default null, p_last_line bigint default null) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        v_head audit_heads%rowtype;
        v_entry audit_entries;
        v_chained audit_entries[] := '{}';
        v_entries json := p_entries;
        v_line bigint;
      begin
        if p_agency_id is distinct from current_agency_id() then
          raise exception 'an entry is of the agency that the transaction is of' using errcode = 'insufficient_privilege';
        end if;
        select * into v_head from audit_heads h where h.agency_id = p_agency_id for update;
        if not found then
          insert into audit_heads (agency_id) values (p_agency_id) on conflict do nothing;
          select * into strict v_head from audit_heads h where h.agency_id = p_agency_id for update;
        end if;
        if p_spool_id is not null then
          select s.line into v_line from audit_spools s where s.agency_id = p_agency_id and s.spool_id = p_spool_id;
          if v_line >= p_last_line then return v_head.seq; end if;
          if v_line >= (p_entries -> 0 ->> 'line')::bigint then
            select coalesce(json_agg(value order by place), '[]') into v_entries
              from json_array_elements(p_entries) with ordinality as e(value, place) where (value ->> 'line')::bigint > v_line;
          end if;
          insert into audit_spools (agency_id, spool_id, line) values (p_agency_id, p_spool_id, p_last_line)
          on conflict (agency_id, spool_id) do update set line = excluded.line;
        end if;
        -- Never back in time, so that the months are in the order of the chain.
        v_head.chained_at := greatest(clock_timestamp(), v_head.chained_at);
        perform make_audit_partition(v_head.chained_at);
        for v_entry in select * from json_populate_recordset(null::audit_entries, v_entries) loop
          v_head.seq := v_head.seq + 1;
          v_entry.agency_id := p_agency_id;
          v_entry.seq := v_head.seq;
          v_entry.chained_at := v_head.chained_at;
          v_entry.previous := v_head.hash;
          v_head.hash := sha256(convert_to(audit_words(v_entry), 'UTF8'));
          v_entry.hash := v_head.hash;
          v_chained := array_append(v_chained, v_entry);
        end loop;
        insert into audit_entries select * from unnest(v_chained);
        update audit_heads h set seq = v_head.seq, hash = v_head.hash, chained_at = v_head.chained_at where h.agency_id = p_agency_id;
        return v_head.seq;
      end $$;
      revoke execute on function append_audit_entries(uuid, json, uuid, bigint) from public;
      grant execute on function append_audit_entries(uuid, json, uuid, bigint) to plumbline_app;

      drop index audit_entries_by_patient;
      create index audit_entries_by_patient on audit_entries using gin (patient_ids) with (gin_pending_list_limit = 1024);

      create or replace function append_change(
        p_agency_id uuid, p_events jsonb, p_subject text, p_key text, p_answer jsonb, p_slots jsonb, p_audit jsonb
      ) returns table (epoch integer, last_seq bigint)
      language plpgsql as $$
      declare
        v_position record;
      begin
        select * into strict v_position from append_alignment_events(p_agency_id, p_events, p_subject, p_key, p_answer, p_slots);
        perform append_audit_entries(p_agency_id, (
          select json_agg(value || jsonb_build_object('event_epoch', v_position.epoch, 'from_seq', v_position.first_seq, 'to_seq', v_position.last_seq) order by place)
            from jsonb_array_elements(p_audit) with ordinality as e(value, place)));
        return query select v_position.epoch, v_position.last_seq;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
