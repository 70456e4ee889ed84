import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';


import { mayRead } from '../../src/auth/permissions.js';
import { ROLES } from '../../src/auth/viewer.js';
import { defaultTermsOf } from '../../src/care/default-terms.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import { eventsBetween } from '../../src/feed/read.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { authorize, openTestWorld, therapyOn, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { bent, type MutationApi, mutationApi } from '../support/mutation-api.js';

let here: TestWorld;
let graphql: TestGraphQL;
let api: MutationApi;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  api = mutationApi(here, graphql);
  agency = await openTestAgency(here.world);
});
afterAll(() => here.close());

const REQUIREMENT = `element disciplines serviceCodes visitTypes severity reason citation template example guidance vaguePhrases`;
const TERMS = `terms {
  authorizationRequired authorizationDisciplines capWeek orderWeek partialFirstWeek capSemantics splitsVisitAcrossLines noteDueHours noteLateHours lateNote isCosignRequired
  isOrderSignatureRequired renewalLeadDays allowedWeekdays blackoutDates timeToleranceMinutes isCertificationRequired isFaceToFaceRequired filingLimitDays
  decisionHoursExpedited decisionDaysStandard requestNoticeDays retroAuthorizationDays transitionDays authorizationNumberFormat
  evv { disciplines matchedElements toleranceMinutes maintenanceDays }
  supervision { aideWithSkilledCareDays aideWithoutSkilledCareDays aideObservationMonths therapyReassessmentDays leadDays }
  documentation { ${REQUIREMENT} }
  unitRules { code kind basis thresholdMinutes banksLeftovers minimumMinutes }
  feeSchedule { code cents }
}`;

const REASONED = {
  element: 'homeboundReason', disciplines: ['PT'], serviceCodes: ['G0151'], visitTypes: ['ROUTINE'], severity: 'BLOCKER', reason: 'it is for those who cannot leave', citation: 'Manual 7',
  template: 'Needs __.', example: 'Needs a walker and a rest.', guidance: 'Aid and effort.', vaguePhrases: ['homebound'],
};
/** Every term, each other than usual. */
const ALL = {
  authorizationRequired: 'LISTED', authorizationDisciplines: ['OT'], capWeek: 'MON_SUN', orderWeek: 'SAT_FRI', partialFirstWeek: 'PRORATE', capSemantics: 'WARN',
  splitsVisitAcrossLines: true, noteDueHours: 5, noteLateHours: 6, lateNote: 'HOLD', isCosignRequired: true, isOrderSignatureRequired: false, renewalLeadDays: 7,
  allowedWeekdays: [1, 2], blackoutDates: ['2026-12-25'], timeToleranceMinutes: 3, isCertificationRequired: true, isFaceToFaceRequired: true, filingLimitDays: 95,
  decisionHoursExpedited: 24, decisionDaysStandard: 5, requestNoticeDays: -2, retroAuthorizationDays: 4, transitionDays: 30, authorizationNumberFormat: 'EX-9999',
  evv: { disciplines: ['PCS'], matchedElements: ['TIME', 'STAFF'], toleranceMinutes: 8, maintenanceDays: 60 },
  supervision: { aideWithSkilledCareDays: 10, aideWithoutSkilledCareDays: 50, aideObservationMonths: 3, therapyReassessmentDays: 20, leadDays: 1 },
  documentation: [REASONED],
  unitRules: [
    { code: '*', kind: 'WHOLE_HOUR', basis: 'BILLED', thresholdMinutes: null, banksLeftovers: true, minimumMinutes: null },
    { code: 'G0151', kind: 'PER_VISIT', basis: 'CLOCKED', thresholdMinutes: null, banksLeftovers: false, minimumMinutes: 20 },
    { code: 'T1019', kind: 'THRESHOLD', basis: 'SCHEDULED', thresholdMinutes: 8, banksLeftovers: false, minimumMinutes: null },
  ],
  feeSchedule: [{ code: 'G0151', cents: 5100 }],
};

const biller = (): ReturnType<TestAgency['viewerAs']> => agency.viewerAs('BILLER');

async function payer(kind: 'MEDICARE' | 'MEDICARE_ADVANTAGE' | 'COMMERCIAL' | 'SELF_PAY' = 'COMMERCIAL'): Promise<string> {
  return toGlobalId('Payer', (await perform(here.world, addPayer, { name: kind, kind }, agency)).record.id);
}

async function published(payerId: string, terms: object, effectiveFrom = '2026-01-01'): Promise<Data> {
  return (await api.done(biller(), 'setPayerPolicy', { input: { payerId, effectiveFrom, terms }, selection: `version ${TERMS}` })).record;
}

describe('the terms of a policy', () => {
  test('come back as they were sent', async () => {
    expect((await published(await payer(), ALL)).terms).toEqual(ALL);
  });

  test.each(['MEDICARE', 'MEDICARE_ADVANTAGE', 'COMMERCIAL', 'SELF_PAY'] as const)('that nobody spoke of are those of %s', async (kind) => {
    const { unitRules, feeSchedule, ...terms } = (await published(await payer(kind), {})).terms;
    expect(defaultTermsOf(kind)).toMatchObject(terms);
    expect(unitRules).toEqual([{ code: '*', kind: 'HOME_HEALTH_15', basis: 'CLOCKED', thresholdMinutes: null, banksLeftovers: false, minimumMinutes: null }]);
    expect(feeSchedule).toEqual([]);
  });

  test('may be said not to be, where that is possible, and are left out by null where it is not', async () => {
    const none = {
      filingLimitDays: null, decisionHoursExpedited: null, decisionDaysStandard: null, requestNoticeDays: null, allowedWeekdays: null, authorizationNumberFormat: null, noteDueHours: null,
      unitRules: null, documentation: null, supervision: { aideWithSkilledCareDays: null, leadDays: null }, evv: { maintenanceDays: null, disciplines: null },
    };
    const usual = defaultTermsOf('MEDICARE');
    expect((await published(await payer('MEDICARE'), none)).terms).toMatchObject({
      filingLimitDays: null, decisionHoursExpedited: null, noteDueHours: 24, documentation: [], supervision: { ...usual.supervision, aideWithSkilledCareDays: null }, evv: usual.evv,
    });
    expect((await published(await payer('MEDICARE_ADVANTAGE'), none)).terms).toMatchObject({ decisionHoursExpedited: null, decisionDaysStandard: null });
  });

  test.each(ROLES)('are told to a %s, and what is paid to those who may read amounts', async (role) => {
    const payerId = await payer();
    await published(payerId, ALL);
    const { node } = await graphql.data(agency.viewerAs(role), `query ($id: ID!) { node(id: $id) { ... on Payer { policies { version ${TERMS} } } } }`, { id: payerId });
    const { viewer } = await graphql.data(agency.viewerAs(role), '{ viewer { permissions { maySee } } }');
    const feeSchedule = viewer.permissions.maySee.includes('MONEY') ? ALL.feeSchedule : null;
    expect(node.policies).toEqual([{ version: 1, terms: { ...ALL, feeSchedule } }]);
  });

  type Path = ReadonlyArray<string | number>;
  const MISTAKES: ReadonlyArray<readonly [path: Path, value: unknown, code: string, at?: Path]> = [
    [['unitRules', 1, 'banksLeftovers'], true, 'INVALID_INPUT'],
    [['unitRules', 1, 'minimumMinutes'], 0, 'INVALID_INPUT'],
    [['unitRules', 1, 'code'], '99213', 'UNKNOWN_CODE'],
    [['unitRules', 2, 'code'], 'G0151', 'INVALID_INPUT'],
    [['feeSchedule'], [...ALL.feeSchedule, { code: '99213', cents: 1 }], 'UNKNOWN_CODE', [1, 'code']],
    [['feeSchedule'], [...ALL.feeSchedule, { code: 'G0151', cents: 1 }], 'INVALID_INPUT', [1, 'code']],
    [['allowedWeekdays', 1], 7, 'INVALID_INPUT'],
    [['authorizationDisciplines'], [], 'INVALID_INPUT'],
    [['timeToleranceMinutes'], 241, 'INVALID_INPUT'],
    [['filingLimitDays'], 0, 'INVALID_INPUT'],
    [['decisionHoursExpedited'], 121, 'INVALID_INPUT'],
    [['requestNoticeDays'], 91, 'INVALID_INPUT'],
    [['retroAuthorizationDays'], -1, 'INVALID_INPUT'],
    [['transitionDays'], 367, 'INVALID_INPUT'],
    [['authorizationNumberFormat'], '', 'INVALID_INPUT'],
    [['evv', 'maintenanceDays'], 0, 'INVALID_INPUT'],
    [['supervision', 'leadDays'], 61, 'INVALID_INPUT'],
    [['documentation', 0, 'serviceCodes', 0], 'Q9999', 'UNKNOWN_CODE'],
    [['documentation', 0, 'reason'], '', 'INVALID_INPUT'],
    [['documentation', 0, 'vaguePhrases', 0], 'x'.repeat(101), 'INVALID_INPUT'],
    [['documentation'], [REASONED, REASONED], 'INVALID_INPUT', [1]],
  ];

  test.each(MISTAKES.map(([path, value, code, at]) => [path, value, code, at ?? []] as const))('are refused at %j when it is %j', async (path, value, code, at) => {
    const payerId = toGlobalId('Payer', agency.payerId);
    await api.withoutTrace(async () => {
      const refused = await api.refused(biller(), 'setPayerPolicy', { input: { payerId, effectiveFrom: '2026-06-01', terms: bent(ALL, path, value) } });
      expect(refused).toEqual({ code, path: ['input', 'terms', ...path, ...at] });
    });
  });
});

describe('publishing a policy', () => {
  test('is tried out first: the visits that it concerns are shown, and the log says the same of them afterwards', async () => {
    const input = { payerId: toGlobalId('Payer', agency.payerId), effectiveFrom: '2026-03-04', terms: { noteDueHours: 48 } };
    const [, , third, fourth] = agency.visitIds.map((id) => toGlobalId('Visit', id));
    await api.withoutTrace(async () => {
      const { alignment, cursor } = await api.done(biller(), 'setPayerPolicy', { input, args: { dryRun: true } });
      expect(alignment.affectedVisits).toEqual([{ id: third, status: 'SCHEDULED', serviceOn: '2026-03-04' }, { id: fourth, status: 'SCHEDULED', serviceOn: '2026-03-10' }]);
      expect(cursor).toBeNull();
    });
    const { alignment } = await api.done(biller(), 'setPayerPolicy', { input });
    expect(alignment.affectedVisitIds).toEqual([third, fourth]);
    const event = (await reading(here.database, agency.agencyId, (tx) => eventsBetween(tx, 0, 1_000))).at(-1);
    expect(event).toMatchObject({ type: 'PAYER_POLICY_CHANGED', body: { effect: { affectedVisitIds: agency.visitIds.slice(2) } } });
  });
});

const CHECKLIST = `query ($id: ID!) { documentationChecklist(visitId: $id) { visit { id } payer { name } policyVersion items { state requirement { ${REQUIREMENT} } } } }`;

describe('the list of what a note must say', () => {
  let clinic: TestAgency;
  beforeAll(async () => {
    clinic = await openTestAgency(here.world);
    const documentation = [
      REASONED,
      { element: 'intervention', severity: 'BLOCKER', reason: 'only care is paid for', vaguePhrases: ['care given'] },
      { element: 'goalProgress', severity: 'WARNING', reason: 'care must lead somewhere' },
      { element: 'vitals', disciplines: ['SN'], severity: 'WARNING', reason: 'nurses measure' },
      { element: 'objectiveMeasures', visitTypes: ['REASSESSMENT'], severity: 'WARNING', reason: 'it is an assessment' },
    ];
    const input = { payerId: toGlobalId('Payer', clinic.payerId), effectiveFrom: '2026-03-01', terms: { documentation } };
    await api.done(clinic.viewerAs('BILLER'), 'setPayerPolicy', { input });
  });

  const list = async (visitId: string): Promise<Data> => (await graphql.data(clinic.viewerAs('CLINICIAN'), CHECKLIST, { id: toGlobalId('Visit', visitId) })).documentationChecklist;
  const states = async (visitId: string): Promise<unknown> => Object.fromEntries((await list(visitId)).items.map(({ state, requirement }: Data) => [requirement.element, state]));

  test('says what, why and how, before there is a note', async () => {
    const { items, ...found } = await list(clinic.visitIds[2]);
    expect(found).toEqual({ visit: { id: toGlobalId('Visit', clinic.visitIds[2]) }, payer: { name: 'Acme' }, policyVersion: 2 });
    expect(items[0]).toEqual({ state: 'MISSING', requirement: REASONED });
    expect(items.map(({ state, requirement: { element } }: Data) => [element, state])).toEqual([['homeboundReason', 'MISSING'], ['intervention', 'MISSING'], ['goalProgress', 'MISSING']]);
  });

  test('follows the note while it is being written', async () => {
    const visitId = await plan(here.world, clinic, '2026-03-02', 8);
    await perform(here.world, completeVisit, { visitId }, clinic);
    const write = (text: string): Promise<unknown> => perform(here.world, writeNote, { visitId, isComplete: false, elements: [{ key: 'intervention', text }, { key: 'homeboundReason', text: 'Homebound.' }] }, clinic);
    await write('Care -- given');
    expect(await states(visitId)).toEqual({ intervention: 'UNCLEAR', homeboundReason: 'UNCLEAR', goalProgress: 'MISSING' });
    await write('Care given: forty steps on the stairs');
    expect(await states(visitId)).toEqual({ intervention: 'PRESENT', homeboundReason: 'UNCLEAR', goalProgress: 'MISSING' });
  });

  test('is of the type of the visit', async () => {
    const { record } = await perform(here.world, scheduleVisit, { patientId: clinic.patientId, staffId: clinic.staffId, ...therapyOn('2026-03-17'), type: 'REASSESSMENT' }, clinic);
    expect(await states(record.id)).toEqual({ intervention: 'MISSING', goalProgress: 'MISSING', objectiveMeasures: 'MISSING' });
  });

  test('is of the policy of the day of the visit', async () => {
    const early = await openTestAgency(here.world);
    const input = { payerId: toGlobalId('Payer', early.payerId), effectiveFrom: '2026-03-05', terms: { documentation: [REASONED] } };
    await api.done(early.viewerAs('BILLER'), 'setPayerPolicy', { input });
    const found = await Promise.all(early.visitIds.slice(2).map((id) => graphql.data(early.viewerAs('CLINICIAN'), CHECKLIST, { id: toGlobalId('Visit', id) })));
    expect(found.map(({ documentationChecklist: { policyVersion, items } }) => [policyVersion, items.length])).toEqual([[1, 0], [2, 1]]);
  });

  test('is of the payer of the nearest authorization where there is no coverage, and empty where the patient pays', async () => {
    const bare = await openTestAgency(here.world);
    const input = { payerId: toGlobalId('Payer', bare.payerId), effectiveFrom: '2026-02-01', terms: { documentation: [REASONED] } };
    await api.done(bare.viewerAs('BILLER'), 'setPayerPolicy', { input });
    await perform(here.world, changeCoverage, { coverageId: bare.coverageId, endsOn: '2026-03-05' }, bare);
    const ask = async (): Promise<Data> => (await graphql.data(bare.viewerAs('CLINICIAN'), CHECKLIST, { id: toGlobalId('Visit', bare.visitIds[3]) })).documentationChecklist;
    expect(await ask()).toMatchObject({ payer: { name: 'Acme' }, policyVersion: 2, items: [{ state: 'MISSING' }] });
    await perform(here.world, cancelAuthorization, { authorizationId: bare.authorizationId }, { viewer: bare.viewer, cause: 'PAYER_DECISION', reason: 'withdrawn' });
    expect(await ask()).toMatchObject({ payer: null, policyVersion: null, items: [] });
  });

  test.each(ROLES.filter((role) => mayRead({ role, smart: null }, 'CLINICAL_RECORD')))('is told to a %s', async (role) => {
    const { documentationChecklist } = await graphql.data(clinic.viewerAs(role), CHECKLIST, { id: toGlobalId('Visit', clinic.visitIds[0]) });
    expect(documentationChecklist.items.map(({ state }: Data) => state)).toEqual(['MISSING', 'PRESENT', 'MISSING']);
  });

  test('of another agency is not found', async () => {
    const { errors } = await graphql.ask(agency.viewerAs('CLINICIAN'), CHECKLIST, { id: toGlobalId('Visit', clinic.visitIds[0]) });
    expect(errors?.map(({ extensions }) => [extensions?.code, extensions?.path])).toEqual([['NOT_FOUND', ['visitId']]]);
  });
});

describe('how units were worked out', () => {
  const CALCULATED = `query ($id: ID!) { node(id: $id) { ... on Visit { allocations { units unitCalculation { minutes countedMinutes basis rule policyVersion units steps } } } } }`;

  test('is told by the rule that holds for the visit, step by step', async () => {
    const office = await openTestAgency(here.world, { unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, G0151: { kind: 'THRESHOLD', basis: 'CLOCKED', thresholdMinutes: 5 } } });
    await authorize(here.world, office, { serviceCode: 'G0151', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 40_000, startsOn: '2026-03-09', endsOn: '2026-03-31' });
    const visit = await plan(here.world, office, '2026-03-11');
    const { node } = await graphql.data(office.viewer, CALCULATED, { id: toGlobalId('Visit', visit) });
    expect(node.allocations).toEqual([
      {
        units: 3,
        unitCalculation: {
          minutes: 45, countedMinutes: 45, basis: 'SCHEDULED', rule: 'THRESHOLD', policyVersion: 1, units: 3,
          steps: ['45 minutes planned', 'THRESHOLD: (45 + 10) / 15, rounded down, because 5 of 15 minutes earn one more = 3 quarter hours'],
        },
      },
    ]);
  });

  test('is told by the version that was used, although there is a later one by now, and by the usual terms where there is none', async () => {
    const office = await openTestAgency(here.world, { unitRules: { '*': { kind: 'WHOLE_HOUR', basis: 'SCHEDULED' } } });
    await authorize(here.world, office, { serviceCode: 'G0151', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 40_000, startsOn: '2026-03-09', endsOn: '2026-03-31' });
    const visitId = (await perform(here.world, scheduleVisit, { patientId: office.patientId, ...therapyOn('2026-03-11'), endsAt: new Date('2026-03-11T17:30:00Z') }, office)).record.id;
    await api.done(office.viewerAs('BILLER'), 'setPayerPolicy', { input: { payerId: toGlobalId('Payer', office.payerId), effectiveFrom: '2026-03-01', terms: {} } });
    const { node } = await graphql.data(office.viewer, CALCULATED, { id: toGlobalId('Visit', visitId) });
    expect(node.allocations[0]).toMatchObject({ units: 4, unitCalculation: { rule: 'WHOLE_HOUR', policyVersion: 1, units: 4, steps: ['90 minutes planned', 'WHOLE_HOUR: 90 / 60, rounded down = 1 hour', '1 hour = 4 quarter hours'] } });

    await here.owner.query('update allocations set policy_version = null, unit_rule = $1, milli_units = 6000 where visit_id = $2', ['HOME_HEALTH_15', visitId]);
    const usual = (await graphql.data(office.viewer, CALCULATED, { id: toGlobalId('Visit', visitId) })).node.allocations[0];
    expect(usual.unitCalculation).toMatchObject({ rule: 'HOME_HEALTH_15', policyVersion: null, units: 6, steps: ['90 minutes planned', 'HOME_HEALTH_15: (90 + 7) / 15, rounded down, at least 1 = 6 quarter hours'] });
  });

  test('costs no more statements for many visits than for one', async () => {
    const ask = async (first: number): Promise<number> => {
      graphql.statements.length = 0;
      await graphql.data(agency.viewer, `query ($first: Int) { visits(first: $first) { nodes { allocations { unitCalculation { steps } } } } }`, { first });
      return graphql.statements.length;
    };
    const one = await ask(1);
    expect(await ask(4)).toBe(one);
  });
});
