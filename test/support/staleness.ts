import { expect } from '@jest/globals';

import { evaluate } from '../../src/alignment/evaluate.js';
import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import { dayOf } from '../../src/base/day.js';
import { reading } from '../../src/db/agency-scope.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { AllocationRow } from '../../src/db/rows/allocation-row.js';
import { FindingRow, UNHANDLED } from '../../src/db/rows/finding-row.js';
import { LineBalanceRow } from '../../src/db/rows/line-balance-row.js';
import { statement } from '../../src/db/statement.js';
import type { Care, TestWorld } from './care.js';
import { rowsOfPatient } from './rows-of-patient.js';
import { versionless } from './snapshots.js';

/** What is stored of the patient is what an evaluation from scratch says now, of the facts that it answers. */
export async function expectNotStale(the: TestWorld, care: Care): Promise<PatientSnapshot> {
  const now = the.clock.now();
  const { snapshot } = await reading(the.database, care.agencyId, (tx) => patientSnapshot(tx, care.patientId, now));
  const scratch = evaluate(snapshot, now.getTime());
  const stored = {
    findings: (await rowsOfPatient(the.database, care, FindingRow)).filter(({ status }) => status === 'OPEN').map(factsOfFinding).sort(byKey),
    allocations: (await rowsOfPatient(the.database, care, AllocationRow)).map(({ agencyId: _a, patientId: _p, ...allocation }) => versionless(allocation)).sort(byVisitAndLine),
    balances: (await rowsOfPatient(the.database, care, LineBalanceRow)).map(({ agencyId: _a, patientId: _p, ...balance }) => balance).sort((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    dueAt: await dueAt(the, care),
  };
  expect(stored).toEqual({
    findings: scratch.findings.map(versionless).map((finding) => ({ ...finding, visitIds: [...finding.visitIds].sort() })).sort(byKey),
    allocations: scratch.allocations.map(versionless).sort(byVisitAndLine),
    balances: scratch.balances,
    dueAt: scratch.nextChangeAt === null ? null : new Date(scratch.nextChangeAt),
  });
  return snapshot;
}

/** Of the finding itself: what colleagues do about it is theirs. */
function factsOfFinding({ policyVersion: _v, agencyId: _a, id: _i, patientId: _p, status: _s, openedAt: _o, clearedAt: _c, timesOpened: _t, serviceOn, deadlineAt, visitIds, ...finding }: FindingRow): { readonly key: string } {
  const facts = Object.fromEntries(Object.entries(finding).filter(([name]) => !(name in UNHANDLED)));
  return { ...facts, serviceOn: serviceOn === null ? null : dayOf(serviceOn), deadlineAt: deadlineAt?.getTime() ?? null, visitIds: [...visitIds].sort() } as unknown as { readonly key: string };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function byVisitAndLine(a: { readonly visitId: string; readonly lineId: string }, b: { readonly visitId: string; readonly lineId: string }): number {
  return `${a.visitId}${a.lineId}` < `${b.visitId}${b.lineId}` ? -1 : 1;
}

const DUE = statement('select due_at from alignment_deadlines where patient_id = $1');

async function dueAt({ database }: TestWorld, { agencyId, patientId }: Care): Promise<Date | null> {
  const [row] = await reading(database, agencyId, (tx) => tx.rows<{ due_at: Date }>(DUE, [patientId]));
  return row?.due_at ?? null;
}
