import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where an agency's events are delivered to, and how far that has come.
 *
 * A webhook is a fact, changed like any other. How far its delivery has come is none: the worker that delivers writes it
 * after every attempt, and a fact that changed with every event would be an event of its own. What was attempted is kept
 * as a log of the last thousand, numbered so that the oldest is found without counting.
 *
 * The worker has to find out for which agencies there is something to do before it can name one. Where no agency is
 * named, it sees the places and the heads of logs; neither holds more than ids and counts. Whoever names an agency sees
 * that agency's, as everywhere.
 */
export class Webhooks1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhooks (
        agency_id uuid not null,
        id uuid not null,
        url text not null,
        content text not null,
        filter jsonb not null,
        status text not null,
        secret_version integer not null,
        secret_rotated_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        version integer not null,
        constraint webhooks_pkey primary key (agency_id, id),
        constraint webhooks_agency foreign key (agency_id) references agencies,
        constraint webhooks_url_length check (length(url) between 1 and 2000),
        constraint webhooks_content_known check (content in ('ID_ONLY', 'FULL')),
        constraint webhooks_status_known check (status in ('ACTIVE', 'PAUSED', 'GONE')),
        constraint webhooks_secret_version_positive check (secret_version > 0)
      );

      create table webhook_states (
        agency_id uuid not null,
        webhook_id uuid not null,
        epoch integer not null,
        seq bigint not null,
        told_seq bigint not null,
        failures integer not null default 0,
        next_attempt_at timestamptz(3),
        last_error text,
        deliveries bigint not null default 0,
        constraint webhook_states_pkey primary key (agency_id, webhook_id),
        constraint webhook_states_webhook foreign key (agency_id, webhook_id) references webhooks,
        constraint webhook_states_order check (told_seq between 0 and seq)
      ) with (fillfactor = 50);
      create index webhook_states_by_time on webhook_states (next_attempt_at, agency_id, webhook_id) where next_attempt_at is not null;

      create table webhook_deliveries (
        agency_id uuid not null,
        webhook_id uuid not null,
        number bigint not null,
        message_id text not null,
        epoch integer not null,
        seq bigint not null,
        attempt integer not null,
        at timestamptz(3) not null,
        status_code integer,
        error text,
        duration_ms integer not null,
        constraint webhook_deliveries_pkey primary key (agency_id, webhook_id, number),
        constraint webhook_deliveries_webhook foreign key (agency_id, webhook_id) references webhooks,
        constraint webhook_deliveries_outcome check (status_code is not null or error is not null)
      );

      do $$
      declare t text;
      begin
        foreach t in array array['webhooks', 'webhook_states', 'webhook_deliveries'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('create policy %I on %I using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()))', t || '_of_agency', t);
        end loop;
      end $$;
      create policy webhook_states_worker on webhook_states for select using ((select current_agency_id()) is null);
      create policy stream_heads_worker on stream_heads for select using ((select current_agency_id()) is null);

      grant select, insert, update on webhooks, webhook_states to plumbline_app;
      grant select, insert, delete on webhook_deliveries to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
