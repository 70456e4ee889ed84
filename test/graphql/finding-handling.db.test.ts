import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { passTime } from '../../src/changes/pass-time.js';
import { perform } from '../../src/changes/perform.js';
import { reviseAuthorization } from '../../src/changes/revise-authorization.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { readmeExample } from '../support/readme.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
/** A visit after the end of the only authorization, and what is found about it. */
let late: string;
let findingId: string;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
  late = await plan(here.world, agency, '2026-05-05');
  findingId = await findingOf('AUTH-04');
});

const FIELDS = 'id ruleId status team acknowledgedAt acknowledgedBy assignedTo waiver { by reason until } timesOpened history { kind eventType actorSubject actorRole reason team assignedTo untilAt }';

async function findingOf(ruleId: string): Promise<string> {
  const { findings } = await graphql.data(agency.viewer, `query ($rules: [String!]) { findings(filter: { ruleIds: $rules }) { nodes { id } } }`, { rules: [ruleId] });
  return findings.nodes[0].id;
}

const finding = async (): Promise<Data> => (await graphql.data(agency.viewer, `query ($id: ID!) { finding(id: $id) { ${FIELDS} } }`, { id: findingId })).finding;

async function change(kind: string, input: object, args = '', role: Parameters<TestAgency['viewerAs']>[0] = 'BILLER'): Promise<Data> {
  const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Input`.replace(/^(AcknowledgeFinding|EndFindingWaiver)Input$/, 'FindingInput');
  return graphql.ask(agency.viewerAs(role), `mutation ($input: ${type}!) { ${kind}(input: $input ${args}) { record { ${FIELDS} } alignment { raised { id } cleared { id } changed { id } } cursor } }`, { input: { findingId, ...input } });
}

describe('what colleagues do about a finding', () => {
  test('does not make it go away, and is told as a change of it', async () => {
    for (const [kind, input] of [['acknowledgeFinding', {}], ['assignFinding', { assignedTo: 'kim' }], ['waiveFinding', { until: '2026-03-05' }]] as const) {
      const { data } = await change(kind, input, ', reason: "Agreed with the payer"');
      expect(data[kind].record.status).toBe('OPEN');
      expect(data[kind].alignment).toEqual({ raised: [], cleared: [], changed: [{ id: findingId }] });
      expect(data[kind].cursor).not.toBeNull();
    }
  });

  test('is remembered with who and why', async () => {
    await change('acknowledgeFinding', {});
    await change('assignFinding', { assignedTo: 'kim' });
    await change('handOverFinding', { team: 'AUTHORIZATION' }, ', reason: "Needs an extension"');
    const { team, assignedTo, acknowledgedAt, history } = await finding();
    expect({ team, assignedTo, acknowledgedAt }).toEqual({ team: 'AUTHORIZATION', assignedTo: null, acknowledgedAt: null });
    expect(history).toMatchObject([
      { kind: 'HANDED_OVER', eventType: 'FINDING_HANDED_OVER', actorSubject: 'biller-1', actorRole: 'BILLER', reason: 'Needs an extension', team: 'AUTHORIZATION' },
      { kind: 'ASSIGNED', assignedTo: 'kim' },
      { kind: 'ACKNOWLEDGED' },
      { kind: 'OPENED', eventType: 'VISIT_SCHEDULED' },
    ]);
  });

  test('is on the list of the team that it was handed over to', async () => {
    const listed = async (team: string): Promise<string[]> =>
      (await graphql.data(agency.viewer, `query ($teams: [Team!]) { findings(filter: { teams: $teams }) { nodes { id } } }`, { teams: [team] })).findings.nodes.map(({ id }: Data) => id);
    expect(await listed('SCHEDULING')).toContain(findingId);
    await change('handOverFinding', { team: 'AUTHORIZATION' }, ', reason: "Needs an extension"');
    expect(await listed('SCHEDULING')).not.toContain(findingId);
    expect(await listed('AUTHORIZATION')).toContain(findingId);
    await change('handOverFinding', { team: 'SCHEDULING' }, ', reason: "The payer refuses"');
    expect(await listed('SCHEDULING')).toContain(findingId);
  });

  test('is refused without a reason, for the same team, for a cleared finding, and for a waiver in the past', async () => {
    const refused = async (...args: Parameters<typeof change>): Promise<string> => (await change(...args)).errors[0].extensions.code;
    expect(await refused('handOverFinding', { team: 'AUTHORIZATION' })).toBe('INVALID_INPUT');
    expect(await refused('handOverFinding', { team: 'SCHEDULING' }, ', reason: "x"')).toBe('ILLEGAL_TRANSITION');
    expect(await refused('waiveFinding', {})).toBe('INVALID_INPUT');
    expect(await refused('waiveFinding', { until: '2026-03-01' }, ', reason: "x"')).toBe('INVALID_RANGE');
    expect(await refused('waiveFinding', { until: '2027-03-04' }, ', reason: "x"')).toBe('INVALID_RANGE');
    expect(await refused('endFindingWaiver', {})).toBe('ILLEGAL_TRANSITION');
    expect(await refused('waiveFinding', {}, ', reason: "x"', 'CLINICIAN')).toBe('FORBIDDEN');
    await perform(here.world, cancelVisit, { visitId: late }, agency);
    expect(await refused('acknowledgeFinding', {})).toBe('ILLEGAL_TRANSITION');
  });
});

describe('a waiver', () => {
  test('takes the finding off the work lists until its last day is over, and then the log says so', async () => {
    const deadlines = async (): Promise<string[]> => (await graphql.data(agency.viewer, `{ deadlines(first: 100) { nodes { id } } }`)).deadlines.nodes.map(({ id }: Data) => id);
    expect(await deadlines()).toContain(findingId);
    await change('waiveFinding', { until: '2026-03-05' }, ', reason: "Patient pays"');
    expect((await finding()).waiver).toEqual({ by: 'biller-1', reason: 'Patient pays', until: '2026-03-06T06:00:00.000Z' });
    expect(await deadlines()).not.toContain(findingId);

    here.clock.moveTo('2026-03-06T05:59:59.999Z');
    await perform(here.world, passTime, { patientId: agency.patientId }, { viewer: agency.viewer, cause: 'CLOCK' });
    expect((await finding()).waiver).not.toBeNull();
    here.clock.moveTo('2026-03-06T06:00:00Z');
    const { effect } = await perform(here.world, passTime, { patientId: agency.patientId }, { viewer: agency.viewer, cause: 'CLOCK' });
    expect(effect.changed.map(({ id }) => toGlobalId('Finding', id))).toContain(findingId);
    expect(await finding()).toMatchObject({ waiver: null, status: 'OPEN' });
    expect((await finding()).history[0]).toMatchObject({ kind: 'WAIVER_ENDED', eventType: 'TIME_PASSED', actorRole: 'SYSTEM' });
    expect(await deadlines()).toContain(findingId);
  });

  test('can be for good, and can be ended', async () => {
    await change('waiveFinding', {}, ', reason: "Not billed"');
    expect((await finding()).waiver).toMatchObject({ until: null });
    await change('endFindingWaiver', {});
    expect((await finding()).waiver).toBeNull();
  });
});

test('a condition that comes back reopens the same finding, with its history, for someone to acknowledge anew', async () => {
  const endOn = (endsOn: string): Promise<unknown> =>
    perform(here.world, reviseAuthorization, { authorizationId: agency.authorizationId, lines: [{ lineId: agency.lineId, endsOn }] }, agency);
  await change('acknowledgeFinding', {});
  await endOn('2026-05-10');
  expect(await finding()).toMatchObject({ status: 'CLEARED', acknowledgedBy: 'biller-1' });
  await endOn('2026-04-30');
  expect(await finding()).toMatchObject({ status: 'OPEN', timesOpened: 2, acknowledgedBy: null });
  expect((await finding()).history.map(({ kind }: Data) => kind)).toEqual(['REOPENED', 'CLEARED', 'ACKNOWLEDGED', 'OPENED']);
});

test('a finding explains itself in both languages, for the patient, and says who can settle it', async () => {
  const { finding: explained } = await graphql.data(agency.viewer, readmeExample('Explain'), { id: findingId });
  expect(explained).toMatchObject({
    policyVersion: 1,
    deadlineAt: expect.stringMatching(/^2026-05-05/),
    team: 'SCHEDULING',
    explanation: { roles: expect.arrayContaining(['SCHEDULER']), citation: null },
  });
  for (const text of ['meaning', 'source', 'clearsWhen', 'patientText']) expect(explained.explanation[text]).toMatch(/\.$/);
  expect(explained.evidence).toContainEqual({ name: 'windowTo', value: '2026-04-30' });
});
