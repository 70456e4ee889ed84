import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type pg from 'pg';

import { systemOf, type Role, type Viewer } from '../../src/auth/viewer.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform, type World } from '../../src/changes/perform.js';
import type { ImportReport, Outcome, ResourceReport } from '../../src/fhir/report.js';
import { systemIds } from '../../src/system.js';
import { viewerOf } from './viewers.js';

const EXAMPLES = join(import.meta.dirname, '../fixtures/fhir');

/** A published example, parsed anew each time, so that a test may change its copy. */
export function example(path: string): Document {
  return JSON.parse(readFileSync(join(EXAMPLES, path), 'utf8')) as Document;
}

export function examplesIn(folder: string): string[] {
  return readdirSync(join(EXAMPLES, folder)).sort().map((file) => `${folder}/${file}`);
}

// FHIR as JSON: the tests know what they put into it.
// eslint-disable-next-line typescript/no-explicit-any
export type Document = any;

export interface ImportingAgency {
  readonly agencyId: string;
  readonly branchId: string;
  readonly viewer: Viewer;
  viewerAs(role: Role): Viewer;
}

/** An agency with a branch in Chicago and nothing else. */
export async function openImportingAgency(world: World, slug = `agency-${systemIds.next().slice(-8)}`): Promise<ImportingAgency> {
  const agencyId = systemIds.next();
  const viewerAs = (role: Role): Viewer => viewerOf(agencyId, role);
  const request = { viewer: systemOf(agencyId) };
  await perform(world, openAgency, { slug, name: 'Importing Agency' }, request);
  // Made when a number is sealed for the first time, whatever becomes of the change.
  await world.sealing.prepare(world.database, agencyId);
  const { record: branch } = await perform(world, addBranch, { name: 'North', timeZone: 'America/Chicago' }, request);
  return { agencyId, branchId: branch.id, viewer: viewerAs('INTEGRATOR'), viewerAs };
}

const TABLES = ['payers', 'staff', 'patients', 'coverages', 'orders', 'authorizations', 'authorization_lines', 'visits', 'schedule_changes', 'notes', 'identifiers', 'findings', 'alignment_events'] as const;

export type Counts = Readonly<Record<(typeof TABLES)[number], number>>;

/** How many rows each table has, of every agency. */
export async function countRows(owner: pg.Client): Promise<Counts> {
  const { rows } = await owner.query<Counts>(`select ${TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`);
  return rows[0] as Counts;
}

export function at(report: ImportReport, path: string): ResourceReport {
  const found = report.resources.find((resource) => resource.path === path);
  if (found === undefined) throw new Error(`the report has no resource at "${path}"`);
  return found;
}

/** `Patient CREATED`, in the order of the document. */
export function outcomes(report: ImportReport): string[] {
  return report.resources.map(({ resourceType, outcome }) => `${resourceType} ${outcome}`);
}

export function totals(report: ImportReport): Partial<Record<Outcome, number>> {
  return Object.fromEntries(Object.entries(report.totals).filter(([, count]) => count > 0));
}
