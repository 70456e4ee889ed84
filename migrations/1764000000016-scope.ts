import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A member's scope holds for whatever they read, and no query can forget it: who may not read everything reads as a second
 * role, to which the rows outside of the scope do not exist. The transaction names the scope, one setting for each of its
 * lists: 'all' where there is no such list, else the ids. A list that was not named is an empty one, and so is what a
 * connection keeps of a transaction that has ended: nothing can be read by whoever forgets to say what may be.
 *
 * The policies are restrictive: they take away from what the agency's own policies let through. They are written over lists
 * that are null where nothing is limited, and `(x = any (null)) is not false` is true; so is it for an x that is null,
 * as the payer of a finding that no payer is concerned with.
 *
 * The server's own role may take the scoped one and does not inherit it, else the policies would hold for both.
 *
 * Of a patient with several payers, what belongs to another payer is hidden as well. Which payers a patient has
 * decides whether they can be seen at all, so that is looked up by a view with the owner's rights: by the tables themselves it
 * would be a circle. By such views it is also found out which payer a visit is measured against: that is one answer for
 * everyone, and not another one for those who may not know of that payer.
 */
export class Scope1764000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'plumbline_scoped') then
          create role plumbline_scoped nologin nobypassrls;
        end if;
        if not exists (select from pg_auth_members where roleid = 'plumbline_scoped'::regrole and member = 'plumbline_app'::regrole) then
          grant plumbline_scoped to plumbline_app with inherit false, set true;
        end if;
      end $$;
      grant usage on schema public to plumbline_scoped;

      create function scope_ids(p_setting text) returns uuid[] language sql stable
        return case coalesce(current_setting(p_setting, true), '')
          when 'all' then null
          when '' then '{}'::uuid[]
          else current_setting(p_setting, true)::uuid[]
        end;

      create view payers_of_patients as
        select agency_id, patient_id, payer_id from coverages where agency_id = (select current_agency_id())
        union all
        select agency_id, patient_id, payer_id from authorizations where agency_id = (select current_agency_id());

      create view covering_payers as
        select agency_id, patient_id, id, payer_id, rank, starts_on, ends_on from coverages where agency_id = (select current_agency_id());
      create view authorizing_payers as
        select z.agency_id, z.patient_id, z.payer_id, l.id as line_id, l.starts_on, l.ends_on
          from authorizations z join authorization_lines l on l.agency_id = z.agency_id and l.patient_id = z.patient_id and l.authorization_id = z.id
         where z.agency_id = (select current_agency_id()) and z.cancelled_at is null;
      grant select on covering_payers, authorizing_payers to plumbline_app;

      grant select on ${[...SCOPED.keys(), ...EVERYONES, ...VIEWS].join(', ')} to plumbline_scoped;
    `);
    for (const [table, condition] of SCOPED) {
      await runner.query(`create policy ${table}_of_scope on ${table} as restrictive for select to plumbline_scoped using (${condition})`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: write a new one that undoes this.');
  }
}

const ids = (list: string): string => `((select scope_ids('app.${list}_ids'))::uuid[])`;
const isListed = (column: string, list: 'branch' | 'payer' | 'patient'): string => `(${column} = any (${ids(list)})) is not false`;
const isOpened = (column: string): string => `${column} = any (${ids('emergency_patient')})`;
const hasPayers = (table: string, payers: string): string =>
  `exists (select from payers_of_patients o where o.agency_id = ${table}.agency_id and ${payers})`;

/** Row security of the other table holds within: what is not visible is not there. */
const sees = (table: string, other: string, column: string, id = 'id'): string =>
  `exists (select from ${other} o where o.agency_id = ${table}.agency_id and o.${id} = ${table}.${column})`;
const ofPatient = (table: string): string => sees(table, 'patients', 'patient_id');
const hasNoPayerList = `${ids('payer')} is null`;
const ofPayer = (table: string): string => `(${isListed('payer_id', 'payer')} or ${isOpened('patient_id')}) and ${ofPatient(table)}`;
/** What belongs to a record of some payer. Where no payers are listed, the patient decides it, and one look is enough. */
const partOf = (table: string, other: string, column: string): string => `case when ${hasNoPayerList} then ${ofPatient(table)} else ${sees(table, other, column)} end`;

const isSmaller = (column: string, list: string): string => `coalesce(${column} <@ ${ids(list)}, ${ids(list)} is null)`;

const RECORD_TYPES: ReadonlyArray<readonly [string, string]> = [
  ['Authorization', 'authorizations'], ['AuthorizationLine', 'authorization_lines'], ['Branch', 'branches'], ['Certification', 'certifications'], ['Coverage', 'coverages'],
  ['EvvRecord', 'evv_records'], ['FaceToFace', 'face_to_face_encounters'], ['Note', 'notes'], ['Order', 'orders'], ['Patient', 'patients'], ['Payer', 'payers'],
  ['PayerPolicy', 'payer_policies'], ['Staff', 'staff'], ['Supervision', 'supervisions'], ['Visit', 'visits'],
];

/** They hold no fact of any patient, and are the same for all of an agency. */
const EVERYONES: readonly string[] = ['stream_heads', 'stream_forks'];

const VIEWS: readonly string[] = ['payers_of_patients', 'covering_payers', 'authorizing_payers'];

const SCOPED: ReadonlyMap<string, string> = new Map([
  ['agencies', `agency_id = (select current_agency_id())`],
  ['branches', `${isListed('id', 'branch')} or exists (select from patients o where o.agency_id = branches.agency_id and o.branch_id = branches.id and ${isOpened('o.id')})`],
  ['payers', `${isListed('id', 'payer')} or ${hasPayers('payers', `o.payer_id = payers.id and ${isOpened('o.patient_id')}`)}`],
  ['payer_policies', sees('payer_policies', 'payers', 'payer_id')],
  // Whoever is with the patients can be named, whichever branch they come from.
  ['staff', `${isListed('branch_id', 'branch')} or ${sees('staff', 'visits', 'id', 'staff_id')}`],
  // Nobody looks up who may see more than themselves.
  ['members', `${isSmaller('branch_ids', 'branch')} and ${isSmaller('payer_ids', 'payer')} and ${isSmaller('patient_ids', 'patient')}`],
  [
    'patients',
    `${isOpened('id')} or (${isListed('branch_id', 'branch')} and ${isListed('id', 'patient')}
      and (${hasNoPayerList} or ${hasPayers('patients', `o.patient_id = patients.id and o.payer_id = any (${ids('payer')})`)}))`,
  ],
  ['coverages', ofPayer('coverages')],
  ['authorizations', ofPayer('authorizations')],
  ['findings', ofPayer('findings')],
  ...['authorization_lines'].map((table) => [table, partOf(table, 'authorizations', 'authorization_id')] as const),
  ...['authorization_caps', 'authorization_decisions', 'allocations', 'line_balances', 'line_balance_states'].map((table) => [table, partOf(table, 'authorization_lines', 'line_id')] as const),
  ...['finding_history', 'finding_states'].map((table) => [table, partOf(table, 'findings', 'finding_id')] as const),
  ...[
    'alignment_deadlines', 'certifications', 'evv_records', 'face_to_face_encounters', 'notes', 'orders', 'patient_status_periods', 'schedule_changes', 'supervisions', 'visits',
  ].map((table) => [table, ofPatient(table)] as const),
  // As `permits` in src/auth/access.ts says it of the streams, by what the event itself names.
  [
    'alignment_events',
    `case when patient_id is null then (payer_ids && ${ids('payer')}) is not false or payer_ids = '{}'
      else ${isOpened('patient_id')} or ((payer_ids && ${ids('payer')}) is not false and ${isListed('patient_id', 'patient')}
        and coalesce(branch_id = any (${ids('branch')}), ${ids('branch')} is null)) end`,
  ],
  ['identifiers', `case record_type ${RECORD_TYPES.map(([type, table]) => `when '${type}' then ${sees('identifiers', table, 'record_id')}`).join(' ')} else false end`],
  // What a receiver is told is the whole agency's.
  ...['webhooks', 'webhook_states', 'webhook_deliveries'].map((table) => [table, `${hasNoPayerList} and ${ids('branch')} is null and ${ids('patient')} is null`] as const),
]);
