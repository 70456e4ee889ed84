import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A sequence number means something only on the line of history that gave it out. A standby that was promoted without
 * the last commits, or a server that was restored to an earlier time, gives the same numbers out again for other events.
 *
 * So every log knows its origin: the database system and its timeline, which PostgreSQL changes on every promotion
 * and every recovery to a point in time. The first event that is appended elsewhere starts a new epoch under the lock
 * that every append takes anyway, and leaves where the epoch before it ended: a cursor up to there is still good. Nobody
 * has to notice a failover, and nobody can write before it is noticed. Until that first event, readers are told
 * the epoch that it will have.
 *
 * A new epoch is numbered no lower than the timeline. Of two promotions in a row the second may have lost the first's
 * beginning, and would else number its own epoch the same.
 *
 * What no server can see is a copy of its files put back in place: `npm run restored` takes the origin of every log away.
 *
 * Old events are taken away by one function that raises the floor in the same breath; the server may delete no
 * other way.
 */
export class Streams1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function stream_origin() returns text language sql stable
        return (select system_identifier from pg_control_system()) || '.' || left(pg_walfile_name(pg_current_wal_lsn()), 8);

      create function next_epoch(p_epoch integer) returns integer language sql stable
        return greatest(p_epoch + 1, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer);

      alter table stream_heads add column origin text;
      alter table stream_heads no force row level security;
      update stream_heads set origin = stream_origin();
      alter table stream_heads force row level security;
      alter table stream_heads alter column origin set default stream_origin(), alter column origin set not null;

      create table stream_forks (
        agency_id uuid not null,
        epoch integer not null,
        seq bigint not null,
        forked_at timestamptz(3) not null default clock_timestamp(),
        constraint stream_forks_pkey primary key (agency_id, epoch),
        constraint stream_forks_stream foreign key (agency_id) references stream_heads
      );
      alter table stream_forks enable row level security;
      alter table stream_forks force row level security;
      create policy stream_forks_of_agency on stream_forks using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()));
      grant select, insert on stream_forks to plumbline_app;

      create function purge_alignment_events(p_agency_id uuid, p_before timestamptz, p_most integer) returns integer
      language plpgsql security definer set search_path = public as $$
      declare
        v_until bigint;
        v_count integer;
      begin
        -- The newest event always stays, so that a head never stands for nothing that can be read.
        select max(seq) into v_until from (
          select e.seq, e.recorded_at from alignment_events e join stream_heads h on h.agency_id = e.agency_id
           where e.agency_id = p_agency_id and e.seq < h.head order by e.seq limit p_most) oldest
         where recorded_at < p_before;
        if v_until is null then return 0; end if;
        update stream_heads set floor = v_until where agency_id = p_agency_id and floor < v_until;
        delete from alignment_events where agency_id = p_agency_id and seq <= v_until;
        get diagnostics v_count = row_count;
        return v_count;
      end $$;

      create function prune_idempotency_keys(p_agency_id uuid, p_before timestamptz, p_most integer) returns integer
      language plpgsql security definer set search_path = public as $$
      declare
        v_count integer;
      begin
        delete from idempotency_keys where (agency_id, subject, key) in (
          select agency_id, subject, key from idempotency_keys where agency_id = p_agency_id and created_at < p_before limit p_most);
        get diagnostics v_count = row_count;
        return v_count;
      end $$;

      -- They work as the owner, for the server alone.
      revoke execute on function purge_alignment_events(uuid, timestamptz, integer), prune_idempotency_keys(uuid, timestamptz, integer) from public;
      grant execute on function purge_alignment_events(uuid, timestamptz, integer), prune_idempotency_keys(uuid, timestamptz, integer) to plumbline_app;

      create or replace function append_alignment_events(
        p_agency_id uuid, p_events jsonb, p_subject text, p_key text, p_answer jsonb, p_slots jsonb
      ) returns table (epoch integer, first_seq bigint, last_seq bigint)
      language plpgsql as $$
      declare
        v_head stream_heads%rowtype;
        v_event jsonb;
        v_first bigint;
        v_origin text := stream_origin();
      begin
        select * into strict v_head from stream_heads h where h.agency_id = p_agency_id for update;
        if v_head.origin <> v_origin then
          insert into stream_forks (agency_id, epoch, seq) values (p_agency_id, v_head.epoch, v_head.head);
          v_head.epoch := next_epoch(v_head.epoch);
        end if;
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
        update stream_heads h set head = v_head.head, chain = v_head.chain, epoch = v_head.epoch, origin = v_origin where h.agency_id = p_agency_id;
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
