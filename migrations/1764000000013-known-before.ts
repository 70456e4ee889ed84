import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was known at an instant that has passed: findings as they read then, and balances as they stood.
 *
 * The log tells what moved, but it is purged, and it repeats neither texts nor amounts. So every state is kept when it is
 * written, by the transaction that writes it. A finding is kept as a document, because its columns grow with the rules and
 * an old state has none of the later ones; a balance is eight numbers, and is kept as such. Two states of one instant
 * cannot be told apart by whoever asks with an instant, so the later one replaces the earlier.
 *
 * Of what was there before this, only the last state is known: a finding is taken to have read as it does now since it
 * was opened, and a balance is known from now on.
 */
export class KnownBefore1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table finding_states (
        agency_id uuid not null,
        patient_id uuid not null,
        finding_id uuid not null,
        recorded_at timestamptz(3) not null,
        content jsonb not null,
        constraint finding_states_pkey primary key (agency_id, finding_id, recorded_at),
        constraint finding_states_finding foreign key (agency_id, finding_id) references findings
      );
      create index finding_states_by_patient on finding_states (agency_id, patient_id, finding_id, recorded_at desc);

      create table line_balance_states (
        agency_id uuid not null,
        line_id uuid not null,
        recorded_at timestamptz(3) not null,
        patient_id uuid not null,
        authorized_milli_units bigint not null,
        reserved_milli_units bigint not null,
        reserved_pending_milli_units bigint not null,
        used_milli_units bigint not null,
        billed_milli_units bigint not null,
        paid_milli_units bigint not null,
        released_milli_units bigint not null,
        remaining_milli_units bigint not null,
        constraint line_balance_states_pkey primary key (agency_id, line_id, recorded_at),
        constraint line_balance_states_line foreign key (agency_id, patient_id, line_id) references authorization_lines (agency_id, patient_id, id)
      );

      alter table findings no force row level security;
      alter table line_balances no force row level security;
      insert into finding_states (agency_id, patient_id, finding_id, recorded_at, content)
      select agency_id, patient_id, id, opened_at, to_jsonb(f) || '{"status": "OPEN", "cleared_at": null}' from findings f;
      insert into finding_states (agency_id, patient_id, finding_id, recorded_at, content)
      select agency_id, patient_id, id, cleared_at, to_jsonb(f) from findings f where cleared_at is not null
      on conflict (agency_id, finding_id, recorded_at) do update set content = excluded.content;
      insert into line_balance_states (agency_id, line_id, recorded_at, patient_id, authorized_milli_units, reserved_milli_units, reserved_pending_milli_units,
             used_milli_units, billed_milli_units, paid_milli_units, released_milli_units, remaining_milli_units)
      select agency_id, line_id, now(), patient_id, authorized_milli_units, reserved_milli_units, reserved_pending_milli_units,
             used_milli_units, billed_milli_units, paid_milli_units, released_milli_units, remaining_milli_units from line_balances;
      alter table findings force row level security;
      alter table line_balances force row level security;

      do $$
      declare t text;
      begin
        foreach t in array array['finding_states', 'line_balance_states'] loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('create policy %I on %I using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()))', t || '_of_agency', t);
        end loop;
      end $$;
      grant select, insert, update on finding_states, line_balance_states to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
