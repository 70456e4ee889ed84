import type pg from 'pg';

import { ROLES, type Role } from '../../../src/auth/viewer.js';
import { MS_PER_DAY } from '../../../src/base/day.js';
import { acknowledgeFinding } from '../../../src/changes/acknowledge-finding.js';
import { amendNote } from '../../../src/changes/amend-note.js';
import { grantAccess } from '../../../src/changes/grant-access.js';
import { perform, type World } from '../../../src/changes/perform.js';
import { revokeToken } from '../../../src/changes/revoke-token.js';
import { waiveFinding } from '../../../src/changes/waive-finding.js';
import { reading } from '../../../src/db/agency-scope.js';
import { childrenOf, openFindingsOfPatients } from '../../../src/db/queries/children.js';
import { seededIds } from '../../../src/demo/chance.js';
import { openTestAgency, type TestAgency } from '../../support/agency.js';
import { admit, authorize, order, type TestWorld } from '../../support/care.js';
import { meetRequirements } from '../../support/everything.js';
import type { Side } from './canaries.js';

/** Two agencies in which the same has happened to records of the same ids. */
export interface TwoAgencies {
  readonly ids: ReadonlyMap<Side, string>;
  readonly agencies: ReadonlyMap<Side, TestAgency>;
  /** Of the patients of each agency, in the order of their ids, the one that members with a scope care for. */
  readonly caseload: readonly number[];
}

const STREAM = 900;

export async function openTwoAgencies({ world }: TestWorld): Promise<TwoAgencies> {
  const agencies = new Map<Side, TestAgency>();
  for (const side of ['A', 'B'] as const) {
    // The same ids are drawn in both, so that a query that forgot the agency finds a record of the other.
    const same = { ...world, ids: seededIds(STREAM, new Date(world.clock.now().getTime() - MS_PER_DAY)) };
    const agency = await openTestAgency(same);
    await meetRequirements(same, agency);
    await handle(same, agency);
    const other = { ...agency, patientId: await admit(same, agency) };
    await order(same, other);
    await authorize(same, other);
    for (const role of ROLES) {
      const where = role === 'EXTERNAL_OPERATOR' ? { branchIds: [agency.branchId], payerIds: [agency.payerId] } : {};
      await perform(same, grantAccess, { subject: scopedSubject(role), role, ...where, patientIds: [agency.patientId] }, agency);
    }
    agencies.set(side, agency);
  }
  return { agencies, ids: new Map([...agencies].map(([side, { agencyId }]) => [side, agencyId])), caseload: [1] };
}

/** What is only there once someone has dealt with it, or with tokens that were lost. */
async function handle(world: World, agency: TestAgency): Promise<void> {
  await perform(world, amendNote, { noteId: agency.noteId, elements: [{ key: 'intervention', text: 'Walked fifty feet' }] }, { viewer: agency.viewer, reason: 'Measured again' });
  const found = await reading(world.database, agency.agencyId, (tx) => childrenOf(tx, openFindingsOfPatients, [agency.patientId]));
  for (const { id } of found.get(agency.patientId) ?? []) {
    await perform(world, acknowledgeFinding, { findingId: id }, agency);
    await perform(world, waiveFinding, { findingId: id, until: '2027-01-31' }, { viewer: agency.viewer, reason: 'Agreed by telephone' });
  }
  for (const lost of [{ subject: 'gone' }, { tokenId: 'lost' }]) await perform(world, revokeToken, lost, { viewer: agency.viewer, reason: 'The device was lost' });
}

export function scopedSubject(role: Role): string {
  return `scoped-${role.toLowerCase()}`;
}

/** How many records of the one have the id of one of the other, by table. */
export async function sharedIds(owner: pg.Client, table: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(`select count(*)::int from "${table}" a join "${table}" b on a.id = b.id and a.agency_id < b.agency_id`);
  return rows[0]?.count ?? 0;
}

/** The patients of an agency, as canaries count them, whom members with a scope have opened in emergencies, by role. */
export async function openedInEmergencies(owner: pg.Client, agencyId: string): Promise<ReadonlyMap<Role, readonly number[]>> {
  const { rows } = await owner.query<{ subject: string; patients: number[] }>(
    `select e.subject, array_agg((select count(*)::int from patients p where p.agency_id = e.agency_id and p.id <= e.patient_id)) as patients from emergency_accesses e where e.agency_id = $1 group by 1`,
    [agencyId],
  );
  return new Map(ROLES.flatMap((role) => rows.filter(({ subject }) => subject === scopedSubject(role)).map(({ patients }) => [role, patients] as const)));
}
