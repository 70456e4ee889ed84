import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The server works as a role that owns nothing and may not delete or rewrite history, and sees only
 * the rows of the agency that its transaction names. No name, no rows. `force` holds the owner to the same.
 *
 * Two tables can be read without naming an agency, because they are read before one is known: the
 * directory of agencies and the clock's deadlines. Neither holds a patient fact.
 */
export class Tenancy1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'plumbline_app') then
          create role plumbline_app nologin nobypassrls;
        end if;
      end $$;
      grant plumbline_app to current_user;

      create function current_agency_id() returns uuid language sql stable
        return nullif(current_setting('app.agency_id', true), '')::uuid;

      do $$
      declare t text;
      begin
        foreach t in array array[
          'agencies', 'branches', 'staff', 'payers', 'payer_policies', 'patients', 'coverages', 'orders', 'authorizations',
          'authorization_lines', 'authorization_caps', 'visits', 'schedule_changes', 'notes', 'identifiers',
          'findings', 'allocations', 'line_balances', 'alignment_deadlines', 'stream_heads', 'alignment_events', 'idempotency_keys']
        loop
          execute format('alter table %I enable row level security', t);
          execute format('alter table %I force row level security', t);
          execute format('create policy %I on %I using (agency_id = (select current_agency_id())) with check (agency_id = (select current_agency_id()))', t || '_of_agency', t);
        end loop;
      end $$;
      create policy agencies_directory on agencies for select using (true);
      create policy alignment_deadlines_clock on alignment_deadlines for select using (true);

      grant select, insert on agencies, branches, staff, payers, schedule_changes, alignment_events to plumbline_app;
      grant select, insert, update on payer_policies, patients, coverages, orders, authorizations, authorization_lines,
        visits, notes, identifiers, findings, line_balances, stream_heads, idempotency_keys to plumbline_app;
      grant select, insert, update, delete on authorization_caps, allocations, alignment_deadlines to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
