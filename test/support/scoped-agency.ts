import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { perform, type World } from '../../src/changes/perform.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { openTestAgency, plan, type TestAgency } from './agency.js';
import { admit, type Authorized, authorize, order } from './care.js';
import { meetRequirements } from './everything.js';

/**
 * The agency of `openTestAgency` with a second branch and a second payer, so that there is something on both sides of
 * every scope: its own patient in the north with the first payer, one in the south with the second, and one
 * in the north with both.
 */
export interface ScopedAgency extends TestAgency {
  readonly southId: string;
  readonly betaId: string;
  readonly southStaffId: string;
  readonly inSouth: Side;
  readonly ofBoth: Side & { readonly ofBeta: Authorized };
}

export interface Side extends Authorized {
  readonly patientId: string;
  readonly visitId: string;
}

export async function openScopedAgency(world: World): Promise<ScopedAgency> {
  const agency = await openTestAgency(world);
  const as = { viewer: agency.viewer };
  await meetRequirements(world, agency);
  const south = await perform(world, addBranch, { name: 'South', timeZone: 'America/Chicago' }, as);
  const beta = await perform(world, addPayer, { name: 'Beta', kind: 'MEDICAID' }, as);
  await perform(world, setPayerPolicy, { payerId: beta.record.id, effectiveFrom: '2020-01-01', terms: DEFAULT_TERMS }, as);
  const southStaff = await perform(world, addStaff, { branchId: south.record.id, givenName: 'Sue', familyName: 'South', disciplines: ['PT'] }, as);

  const sideOf = async (care: Pick<TestAgency, 'branchId' | 'payerId' | 'staffId'>): Promise<Side> => {
    const patientId = await admit(world, { ...agency, ...care });
    const own = { ...agency, ...care, patientId };
    await order(world, own);
    const authorized = await authorize(world, own, { caps: [{ period: 'WEEK', milliUnits: 1_000 }] });
    const visitId = await plan(world, own, '2026-03-05');
    await plan(world, own, '2026-03-06');
    return { patientId, visitId, ...authorized };
  };
  const inSouth = await sideOf({ branchId: south.record.id, payerId: beta.record.id, staffId: southStaff.record.id });
  const ofBoth = await sideOf(agency);
  await perform(world, addCoverage, { patientId: ofBoth.patientId, payerId: beta.record.id, memberId: 'M2', rank: 2, startsOn: '2026-01-01' }, as);
  const ofBeta = await authorize(world, { ...agency, patientId: ofBoth.patientId, payerId: beta.record.id }, { discipline: 'OT' });
  return { ...agency, southId: south.record.id, betaId: beta.record.id, southStaffId: southStaff.record.id, inSouth, ofBoth: { ...ofBoth, ofBeta } };
}
