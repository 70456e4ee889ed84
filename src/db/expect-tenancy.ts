import type pg from 'pg';

import { Refusal } from '../base/refusal.js';
import { SCOPED_ROLE } from './scope-settings.js';

/**
 * Looks whether the database keeps agencies and scopes apart, before anything is served from it: a grant or a table that was
 * added in haste would be noticed by nobody else.
 *
 * @throws Refusal FORBIDDEN
 */
export async function expectTenancy(pool: Pick<pg.Pool, 'query'>, appRole: string): Promise<void> {
  for (const { text, values, expected, remedy } of checksOf(appRole)) {
    const { rows } = await pool.query<{ found: string }>({ text, values: [...values] });
    if (rows.length > 0) throw new Refusal('FORBIDDEN', { expected, found: rows.map(({ found }) => found).join(', '), remedy });
  }
}

/** What shows rows to whom their own policies would not, on purpose. Each says in its migration what it shows. */
const VIEWS_OF_ALL = ['payers_of_patients', 'covering_payers', 'authorizing_payers', 'emergency_accesses_of_subjects'];

/** Tables that are the same for all of an agency, whatever the scope, and hold no fact of a patient. */
const WITHOUT_SCOPE = ['stream_heads', 'stream_forks'];

/** The first of each version in which row security holds for plans that several roles share, and statistics tell nothing of hidden rows (CVE-2024-10976, CVE-2025-8713). */
const FIRST_SOUND = [{ from: 160_000, minor: 160_010 }, { from: 170_000, minor: 170_006 }, { from: 180_000, minor: 180_000 }];

/** Each finds what must not be. */
interface Check {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly expected: string;
  readonly remedy: string;
}

/** Whatever the server may touch. Partitions are reached through the table that they are parts of. */
const REACHABLE = `
  select c.oid, c.relname, c.relkind, c.relrowsecurity and c.relforcerowsecurity as is_forced, c.reloptions
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
     and (has_table_privilege($1, c.oid, 'select, insert, update, delete') or has_any_column_privilege($1, c.oid, 'select, insert, update'))`;

function checksOf(appRole: string): readonly Check[] {
  const remedy = 'Bring the database up to date with the migrations, and take back what was granted besides.';
  return [
    {
      text: `select current_setting('server_version') as found
              where not exists (select from unnest($1::integer[], $2::integer[]) v(from_, minor) where current_setting('server_version_num')::integer between v.minor and v.from_ + 9999)
                and current_setting('server_version_num')::integer < $3`,
      values: [FIRST_SOUND.map(({ from }) => from), FIRST_SOUND.map(({ minor }) => minor), 190_000],
      expected: 'PostgreSQL 16.10, 17.6, 18, or later',
      remedy: 'Update PostgreSQL: row security has holes in earlier ones.',
    },
    {
      text: `select rolname as found from pg_roles r
              where rolname in ($1, $2)
                and (rolsuper or rolbypassrls or exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')))`,
      values: [appRole, SCOPED_ROLE],
      expected: `to work as ${appRole}, which owns no table and cannot bypass row security`,
      remedy: `Grant ${appRole} to the login of DATABASE_URL, and let another login own the tables.`,
    },
    {
      text: `select current_user as found where current_user <> $1 or pg_has_role($1, $2, 'usage') or not pg_has_role(session_user, $2, 'set')`,
      values: [appRole, SCOPED_ROLE],
      expected: `to work as ${appRole}, which may become ${SCOPED_ROLE} and has none of its rights otherwise`,
      remedy: `Grant ${SCOPED_ROLE} to ${appRole} with inherit false, set true.`,
    },
    {
      text: `select relname as found from (${REACHABLE}) t
              where relkind in ('r', 'p') and not (is_forced and exists (
                select from pg_policy p where p.polrelid = t.oid and p.polpermissive and 0 = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) like '%agency_id = ( SELECT current_agency_id()%'))
              order by 1`,
      values: [appRole],
      expected: 'row security that is forced, with a policy for the agency, on every table that the server may touch',
      remedy,
    },
    {
      text: `select relname as found from (${REACHABLE}) t
              where relkind in ('r', 'p') and relname <> all ($2) and not exists (
                select from pg_policy p where p.polrelid = t.oid and not p.polpermissive and p.polroles = array[$1::text::regrole::oid] and p.polcmd in ('r', '*'))
              order by 1`,
      values: [SCOPED_ROLE, WITHOUT_SCOPE],
      expected: `a policy for the scope on every table that ${SCOPED_ROLE} may read`,
      remedy,
    },
    {
      text: `select relname as found from (${REACHABLE}) t
              where relkind in ('v', 'm') and relname <> all ($2) and 'security_invoker=true' <> all (coalesce(reloptions, '{}')) order by 1`,
      values: [appRole, VIEWS_OF_ALL],
      expected: 'no view that shows what row security hides',
      remedy,
    },
    {
      text: `select relname || ' ' || privilege as found
               from (${REACHABLE}) t cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
              where has_table_privilege($1, t.oid, privilege) or (privilege in ('insert', 'update', 'references') and has_any_column_privilege($1, t.oid, privilege))
             union all
             select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege($1, oid, 'execute')
             union all
             select roleid::regrole::text from pg_auth_members where member = $1::text::regrole
              order by 1`,
      values: [SCOPED_ROLE],
      expected: `${SCOPED_ROLE} to read and nothing else`,
      remedy,
    },
  ];
}
