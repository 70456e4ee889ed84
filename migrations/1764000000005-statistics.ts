import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A table without statistics looks to the planner as if all of its indexes were equally good, because every key
 * starts with the agency. A session that plans then, and keeps its plan, looks a visit up by walking through
 * all visits of the agency: 600 microseconds instead of 10 after a few thousand. Autovacuum cures
 * that within minutes; whoever fills an empty database cannot wait for it and asks here.
 *
 * Empty tables are left alone: to know that a table is empty makes the planner choose worse still.
 * To analyze takes ownership, which the server's role does not have; hence security definer.
 */
export class Statistics1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function refresh_statistics() returns void
      language plpgsql security definer set search_path = pg_catalog, public as $$
      declare
        v_table regclass;
      begin
        for v_table in
          select c.oid::regclass from pg_class c join pg_roles r on r.oid = c.relowner
           where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and r.rolname = current_user and pg_relation_size(c.oid) > 0
        loop
          execute format('analyze %s', v_table);
        end loop;
      end $$;
      revoke execute on function refresh_statistics() from public;
      grant execute on function refresh_statistics() to plumbline_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}
