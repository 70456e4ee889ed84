import 'reflect-metadata';

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Audit } from '../../src/audit/audit.js';
import { type Entry, entryOf, OWN_ORIGIN } from '../../src/audit/entry.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { systemClock, systemIds } from '../../src/system.js';
import { openTestAudit } from '../support/audit.js';
import { type Care, openCare, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { collectingLog } from '../support/graphql.js';

let the: TestWorld;
let care: Care;
let other: Care;
let directory: string;
const logged: string[] = [];

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  care = await openCare(the.world);
  other = await openCare(the.world);
  directory = mkdtempSync(join(tmpdir(), 'plumbline-audit-'));
  logged.length = 0;
});

async function withAudit<Result>(work: (audit: Audit) => Promise<Result>, settings: { readonly mostSpoolBytes?: number } = {}): Promise<Result> {
  const audit = await openTestAudit(the.database, { log: collectingLog(logged), directory, ...settings });
  try {
    return await work(audit);
  } finally {
    await audit.stop();
  }
}

function looked({ viewer, patientId }: Care, what: Partial<Entry> = {}): Entry {
  return { ...entryOf({ ...OWN_ORIGIN, issuer: 'PEOPLE', transport: 'HTTP' }, viewer, { kind: 'QUERY', recordedAt: systemClock.now(), patientIds: [patientId] }), ...what };
}

async function trailOf({ agencyId }: Care): Promise<Array<Record<string, unknown>>> {
  return (await the.owner.query('select * from audit_entries where agency_id = $1 order by seq', [agencyId])).rows as Array<Record<string, unknown>>;
}

describe('a change', () => {
  test('is in the trail when it is committed, with who made it and where its events are', async () => {
    const before = await trailOf(care);
    const { position } = await perform(the.world, scheduleVisit, { patientId: care.patientId, ...therapyOn('2026-03-04') }, { viewer: care.viewer });
    const entry = (await trailOf(care)).slice(before.length);
    expect(entry).toMatchObject([{ kind: 'CHANGE', operation: 'scheduleVisit', subject: care.viewer.subject, role: care.viewer.role, patient_ids: [care.patientId], record_kinds: ['Visit'], outcome: 'OK' }]);
    expect(Number(entry[0]?.['to_seq'])).toBe(position?.seq);
    expect((await verifyTrail(the.database, care.agencyId)).damages).toEqual([]);
  });

  test('that is refused or only tried leaves nothing in the trail itself', async () => {
    const before = await trailOf(care);
    await perform(the.world, scheduleVisit, { patientId: care.patientId, ...therapyOn('2026-03-04') }, { viewer: care.viewer, dryRun: true });
    await expect(perform(the.world, scheduleVisit, { patientId: other.patientId, ...therapyOn('2026-03-04') }, { viewer: care.viewer })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await trailOf(care)).toEqual(before);
  });
});

describe('what is read', () => {
  test('is in the file before the answer leaves, and in the trail of its agency soon after', async () => {
    await withAudit(async (audit) => {
      await Promise.all([audit.read(looked(care)), audit.read(looked(other)), audit.read(looked(care, { outcome: 'REFUSED', code: 'NOT_FOUND' }))]);
      const [file] = readdirSync(directory);
      const { mode, size } = statSync(join(directory, file ?? ''));
      expect(mode & 0o777).toBe(0o600);
      expect(size).toBeGreaterThan(0);
      expect(await audit.ship()).toBe(true);
    });
    expect((await trailOf(care)).slice(-2)).toMatchObject([{ kind: 'QUERY', outcome: 'OK' }, { kind: 'QUERY', outcome: 'REFUSED', code: 'NOT_FOUND' }]);
    expect((await trailOf(other)).slice(-1)).toMatchObject([{ kind: 'QUERY', patient_ids: [other.patientId] }]);
    for (const { agencyId } of [care, other]) expect((await verifyTrail(the.database, agencyId)).damages).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
    rmSync(directory, { recursive: true });
  });

  test('names as many patients as there are, in several entries', async () => {
    const patientIds = Array.from({ length: 450 }, () => systemIds.next());
    await withAudit((audit) => audit.read(looked(care, { patientIds })));
    const entries = (await trailOf(care)).slice(-3);
    expect(entries.map(({ part, parts }) => [part, parts])).toEqual([[1, 3], [2, 3], [3, 3]]);
    expect(entries.flatMap((entry) => entry['patient_ids'])).toEqual(patientIds);
  });

  test('holds whatever a caller says, and is verified', async () => {
    await withAudit((audit) => audit.read(looked(care, { userAgent: 'a "b" \\ c\u0000 \u0007 é 漢 \ud800 \u2028 ', clientId: 'x\ny', recordKinds: ['(unknown)', 'Patient'], pushed: { epoch: 1, fromSeq: 2, toSeq: 9, count: 3 } })));
    expect((await verifyTrail(the.database, care.agencyId)).damages).toEqual([]);
    expect((await trailOf(care)).at(-1)).toMatchObject({ client_id: 'x\ny', record_kinds: ['(unknown)', 'Patient'], count: 3 });
  });
});
