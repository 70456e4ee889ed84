import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log that subscribers read. Its sequence is dense and in commit order within an agency because the
 * counter row is updated by the last statement of the transaction and its lock is held to the commit. A
 * sequence object was rejected: it numbers before commit, and a reader that has gone past a number never
 * sees it when that transaction commits late.
 */
export class Feed1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stream_heads (
        agency_id uuid not null,
        epoch integer not null default 1,
        head bigint not null default 0,
        floor bigint not null default 0,
        chain bytea not null default '\\x00',
        constraint stream_heads_pkey primary key (agency_id),
        constraint stream_heads_agency foreign key (agency_id) references agencies,
        constraint stream_heads_order check (floor between 0 and head)
      ) with (fillfactor = 50);

      create table alignment_events (
        agency_id uuid not null,
        seq bigint not null,
        epoch integer not null,
        event_id uuid not null,
        correlation_id uuid not null,
        schema_version smallint not null,
        type text not null,
        patient_id uuid,
        branch_id uuid,
        payer_ids uuid[] not null,
        body jsonb not null,
        occurred_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        chain bytea not null,
        constraint alignment_events_pkey primary key (agency_id, seq),
        constraint alignment_events_id_unique unique (agency_id, event_id),
        constraint alignment_events_stream foreign key (agency_id) references stream_heads
      );
      create index alignment_events_by_patient on alignment_events (agency_id, patient_id, seq);

      create table idempotency_keys (
        agency_id uuid not null,
        subject text not null,
        key text not null,
        request_hash bytea not null,
        answer jsonb,
        created_at timestamptz(3) not null,
        constraint idempotency_keys_pkey primary key (agency_id, subject, key),
        constraint idempotency_keys_agency foreign key (agency_id) references agencies,
        constraint idempotency_keys_key_length check (length(key) between 1 and 255)
      );

      -- The last statement of every change: takes the counter, chains and writes the events, and keeps the
      -- answer for a repeated idempotency key, which needs the sequence that only now exists.
      create function append_alignment_events(
        p_agency_id uuid, p_events jsonb, p_subject text, p_key text, p_answer jsonb
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
        return query select v_head.epoch, v_first, v_head.head;
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
