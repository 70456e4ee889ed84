import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit trail: who read and changed what. Entries are only ever added, by one function, which works as the owner and
 * takes the lock of the agency's head: so their numbers are dense, and each carries the SHA-256 of its own words and of the
 * hash before it. Nobody may change or remove one, the owner included, but by taking away a whole month that has been kept
 * long enough. Whoever owns the server can still switch all this off and write the whole chain anew; that is found against
 * a head that was kept elsewhere, and not otherwise.
 *
 * Months are partitions by the time at which an entry was chained, not by the time at which something was done: what waited
 * in the spool of a node that had no database belongs to the month in which it came, so that no month that was sealed grows.
 *
 * What every column but the last says is put into words as one JSON array, because it is unambiguous whatever a text
 * holds, and the same whatever the session's settings are. `src/audit/words.ts` has the same words, so that verifying trusts no
 * function of the database that it verifies.
 *
 * An index on patient_ids cannot be used under row security, whose condition has to be looked at before operators that could
 * tell of other rows. So it is asked through a function of the owner, to whom a policy shows everything, and who looks for the agency itself.
 */
export class Audit1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of every agency that a token has ever named, whether it was opened or not.
      create table audit_heads (
        agency_id uuid not null,
        seq bigint not null default 0,
        hash bytea not null default '\\x00',
        chained_at timestamptz(3) not null default '-infinity',
        -- The last entry that was archived, behind which the chain begins.
        archived_seq bigint not null default 0,
        archived_hash bytea not null default '\\x00',
        is_on_hold boolean not null default false,
        constraint audit_heads_pkey primary key (agency_id),
        constraint audit_heads_order check (archived_seq between 0 and seq)
      ) with (fillfactor = 50);

      -- Up to which line each node's spool has come into the trail.
      create table audit_spools (
        agency_id uuid not null,
        spool_id uuid not null,
        line bigint not null,
        constraint audit_spools_pkey primary key (agency_id, spool_id)
      );

      create table audit_entries (
        agency_id uuid not null,
        seq bigint not null,
        chained_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        kind text not null,
        issuer text not null,
        subject text not null,
        role text not null,
        client_id text,
        purpose text not null,
        operation text,
        document_hash text,
        patient_ids uuid[] not null,
        part integer not null,
        parts integer not null,
        record_kinds text[] not null,
        field_classes text[] not null,
        transport text not null,
        address text,
        user_agent text,
        outcome text not null,
        code text,
        request_id text,
        correlation_id uuid,
        event_epoch integer,
        from_seq bigint,
        to_seq bigint,
        count integer,
        emergency_access_id uuid,
        previous bytea not null,
        hash bytea not null,
        constraint audit_entries_pkey primary key (agency_id, seq, chained_at),
        constraint audit_entries_kind check (kind in ('QUERY', 'CHANGE', 'PUSH', 'IMPORT', 'EXPORT', 'COMMAND')),
        constraint audit_entries_outcome check (outcome in ('OK', 'REFUSED', 'FAILED')),
        constraint audit_entries_part check (part between 1 and parts)
      ) partition by range (chained_at);
      create index audit_entries_by_time on audit_entries (agency_id, recorded_at);
      create index audit_entries_by_subject on audit_entries (agency_id, subject, recorded_at);
      create index audit_entries_by_kind on audit_entries (agency_id, kind, recorded_at) where kind <> 'QUERY';
      create index audit_entries_by_outcome on audit_entries (agency_id, outcome, recorded_at) where outcome <> 'OK';
      create index audit_entries_by_emergency on audit_entries (agency_id, emergency_access_id) where emergency_access_id is not null;
      create index audit_entries_by_patient on audit_entries using gin (patient_ids) with (gin_pending_list_limit = 256);

      do $$
      declare t text;
      begin
        foreach t in array array['audit_heads', 'audit_spools', 'audit_entries'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('create policy %I on %I using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()))', t || '_of_agency', t);
        end loop;
        execute format('create policy audit_entries_of_owner on audit_entries for select to %I using (true)', current_user);
      end $$;
      grant select on audit_heads, audit_entries to plumbline_app;

      create function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit trail is only ever added to' using errcode = 'insufficient_privilege';
      end $$;
      create trigger audit_entries_stay before update or delete on audit_entries for each row execute function refuse_audit_change();
      create trigger audit_entries_whole before truncate on audit_entries for each statement execute function refuse_audit_change();
      create trigger audit_heads_whole before truncate on audit_heads for each statement execute function refuse_audit_change();
      create trigger audit_heads_stay before delete on audit_heads for each row execute function refuse_audit_change();
      create trigger audit_heads_advance before update on audit_heads for each row
        when (new.seq < old.seq or new.archived_seq < old.archived_seq or (new.seq = old.seq and new.hash <> old.hash)) execute function refuse_audit_change();

      create function make_audit_partition(p_at timestamptz) returns void
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        v_from timestamptz := date_trunc('month', p_at at time zone 'UTC') at time zone 'UTC';
        v_name text := 'audit_entries_' || to_char(p_at at time zone 'UTC', 'YYYY_MM');
      begin
        if to_regclass(v_name) is not null then return; end if;
        perform pg_advisory_xact_lock(hashtextextended('audit partitions', 0));
        if to_regclass(v_name) is not null then return; end if;
        -- Attached, and not made as a part at once: that would wait for everyone who reads or writes the trail.
        execute format('create table %I (like audit_entries including defaults including constraints)', v_name);
        execute format('alter table %I enable row level security, force row level security', v_name);
        execute format('create trigger %I before truncate on %I for each statement execute function refuse_audit_change()', v_name || '_whole', v_name);
        execute format('alter table audit_entries attach partition %I for values from (%L) to (%L)', v_name, v_from, v_from + interval '1 month');
      end $$;

      create function audit_instant(p_at timestamptz) returns text language sql immutable
        return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

      create function audit_words(e audit_entries) returns text language sql stable as $$
        select jsonb_build_array(1, e.agency_id, e.seq, audit_instant(e.chained_at), audit_instant(e.recorded_at), e.kind, e.issuer, e.subject, e.role, e.client_id, e.purpose,
          e.operation, e.document_hash, e.patient_ids, e.part, e.parts, e.record_kinds, e.field_classes, e.transport, e.address, e.user_agent, e.outcome, e.code, e.request_id,
          e.correlation_id, e.event_epoch, e.from_seq, e.to_seq, e.count, e.emergency_access_id, encode(e.previous, 'hex'))::text
      $$;
    `);
    await runner.query(`
      -- One or many entries, in the order given, behind the lock of the head. Of a spool only the lines are taken that have not come before.
      create function append_audit_entries(p_agency_id uuid, p_entries jsonb, p_spool_id uuid default null, p_last_line bigint default null) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        v_head audit_heads%rowtype;
        v_entry audit_entries;
        v_entries jsonb := p_entries;
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
          if v_line is not null then
            select coalesce(jsonb_agg(value order by place), '[]') into v_entries
              from jsonb_array_elements(p_entries) with ordinality as e(value, place) where (value ->> 'line')::bigint > v_line;
          end if;
          insert into audit_spools (agency_id, spool_id, line) values (p_agency_id, p_spool_id, p_last_line)
          on conflict (agency_id, spool_id) do update set line = excluded.line;
        end if;
        -- Never back in time, so that the months are in the order of the chain.
        v_head.chained_at := greatest(clock_timestamp(), v_head.chained_at);
        perform make_audit_partition(v_head.chained_at);
        for v_entry in select * from jsonb_populate_recordset(null::audit_entries, v_entries) loop
          v_head.seq := v_head.seq + 1;
          v_entry.agency_id := p_agency_id;
          v_entry.seq := v_head.seq;
          v_entry.chained_at := v_head.chained_at;
          v_entry.previous := v_head.hash;
          v_head.hash := sha256(convert_to(audit_words(v_entry), 'UTF8'));
          v_entry.hash := v_head.hash;
          insert into audit_entries values (v_entry.*);
        end loop;
        update audit_heads h set seq = v_head.seq, hash = v_head.hash, chained_at = v_head.chained_at where h.agency_id = p_agency_id;
        return v_head.seq;
      end $$;

      -- Of a spool that is no longer there.
      create function forget_audit_spool(p_agency_id uuid, p_spool_id uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from audit_spools s where s.agency_id = p_agency_id and s.spool_id = p_spool_id
      $$;

      create function audit_seqs_of_patient(p_patient_id uuid) returns setof bigint
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.seq from audit_entries e where e.agency_id = current_agency_id() and e.patient_ids @> array[p_patient_id]
      $$;

      -- They work as the owner, for the server alone.
      revoke execute on function append_audit_entries(uuid, jsonb, uuid, bigint), audit_seqs_of_patient(uuid), make_audit_partition(timestamptz), forget_audit_spool(uuid, uuid) from public;
      grant execute on function append_audit_entries(uuid, jsonb, uuid, bigint), audit_seqs_of_patient(uuid), make_audit_partition(timestamptz), forget_audit_spool(uuid, uuid) to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
