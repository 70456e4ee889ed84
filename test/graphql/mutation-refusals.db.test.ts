import 'reflect-metadata';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { MAY_CHANGE } from '../../src/auth/permissions.js';
import type { Role } from '../../src/auth/viewer.js';
import { type RefusalCode, REFUSALS } from '../../src/base/refusal.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { systemIds } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { bent, type MutationApi, mutationApi } from '../support/mutation-api.js';
import { askerOf, type Mutation, MUTATION_CASES, type MutationCase } from '../support/mutation-cases.js';

/** Nonsense in every field is refused with a code, the path of the field and what to do; nothing is kept, nothing is repeated. */
let the: TestWorld;
let graphql: TestGraphQL;
let api: MutationApi;
let agency: TestAgency;
const requests = new Map<Mutation, MutationCase>();

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  api = mutationApi(the, graphql);
  agency = await openTestAgency(the.world);
});

afterAll(async () => {
  await the.close();
});

/** The request of the case, made possible once. */
async function requestOf(mutation: Mutation): Promise<MutationCase> {
  const known = requests.get(mutation) ?? (await MUTATION_CASES[mutation](agency, the.world, graphql.parts));
  requests.set(mutation, known);
  return known;
}

type Path = ReadonlyArray<string | number>;
const LONG = 'Canary '.repeat(1000);
const UNHEARD_OF = 'CANARY';
const MANY_PATIENTS = Array.from({ length: 501 }, () => toGlobalId('Patient', systemIds.next()));

/** Where, what, and how it is refused. The path of the refusal is that of the value unless it says otherwise. */
const NONSENSE: ReadonlyArray<readonly [Mutation, Path, unknown, RefusalCode | 'BAD_USER_INPUT', Path?]> = [
  ['grantAccess', ['subject'], '', 'INVALID_INPUT'],
  ['grantAccess', ['subject'], LONG, 'INVALID_INPUT'],
  ['grantAccess', ['subject'], 'Can\u0000ary', 'INVALID_INPUT'],
  ['grantAccess', ['subject'], null, 'BAD_USER_INPUT'],
  ['grantAccess', ['role'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['grantAccess', ['role'], 'SYSTEM', 'UNKNOWN_CODE'],
  ['grantAccess', ['patientIds'], MANY_PATIENTS, 'INVALID_INPUT'],
  ['changeAccess', ['role'], 'SYSTEM', 'UNKNOWN_CODE'],
  ['changeAccess', ['patientIds'], MANY_PATIENTS, 'INVALID_INPUT'],

  ['breakGlass', ['mrn'], 'CANARY-1', 'INVALID_INPUT', ['patientId']],
  ['breakGlass', ['patientId'], null, 'INVALID_INPUT'],
  ['breakGlass', ['reasonCode'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['breakGlass', ['reason'], ' ', 'INVALID_INPUT'],
  ['breakGlass', ['reason'], LONG, 'INVALID_INPUT'],
  ['breakGlass', ['reason'], null, 'BAD_USER_INPUT'],
  ['breakGlass', ['minutes'], 0, 'INVALID_INPUT'],
  ['breakGlass', ['minutes'], 61, 'INVALID_INPUT'],
  ['reviewEmergencyAccess', ['decision'], 'PENDING', 'BAD_USER_INPUT'],
  ['reviewEmergencyAccess', ['text'], '', 'INVALID_INPUT'],
  ['reviewEmergencyAccess', ['text'], LONG, 'INVALID_INPUT'],

  ['addBranch', ['name'], '', 'INVALID_INPUT'],
  ['addBranch', ['name'], LONG, 'INVALID_INPUT'],
  ['addBranch', ['name'], 'Can\u0000ary', 'INVALID_INPUT'],
  ['addBranch', ['name'], 'Canary \ud800', 'INVALID_INPUT'],
  ['addBranch', ['name'], 'North', 'ALREADY_EXISTS'],
  ['addBranch', ['name'], null, 'BAD_USER_INPUT'],
  ['addBranch', ['timeZone'], 'America/Canary', 'UNKNOWN_CODE'],
  ['addWebhook', ['url'], '', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'canary', 'INVALID_INPUT'],
  ['addWebhook', ['url'], `https://receiver.example/${'canary'.repeat(400)}`, 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'http://canary.example/', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'ftp://canary.example/', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'https://can:ary@receiver.example/', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'https://receiver.example/#canary', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'https://canary.internal/', 'INVALID_INPUT'],
  ['addWebhook', ['url'], 'https://169.254.169.254/latest', 'INVALID_INPUT'],
  ['addWebhook', ['filter', 'rules'], [UNHEARD_OF], 'UNKNOWN_CODE', ['filter', 'rules', 0]],
  ['addWebhook', ['filter', 'rules'], Array.from({ length: 101 }, () => 'AUTH-04'), 'LIMIT_EXCEEDED', ['filter', 'rules']],
  ['addWebhook', ['filter', 'types'], [UNHEARD_OF], 'BAD_USER_INPUT', ['filter', 'types', 0]],
  ['addWebhook', ['after'], 'canary', 'INVALID_CURSOR'],
  ['addWebhook', ['content'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['updateWebhook', ['url'], 'https://10.0.0.1/canary', 'INVALID_INPUT'],
  ['updateWebhook', ['url'], 'canary', 'INVALID_INPUT'],
  ['updateWebhook', ['status'], 'GONE', 'BAD_USER_INPUT'],
  ['updateWebhook', ['filter', 'rules'], [UNHEARD_OF], 'UNKNOWN_CODE', ['filter', 'rules', 0]],
  ['replayWebhook', ['after'], 'canary', 'INVALID_CURSOR'],
  ['addStaff', ['npi'], '1234567890', 'INVALID_INPUT'],
  ['addStaff', ['givenName'], LONG, 'INVALID_INPUT'],
  ['addStaff', ['familyName'], ' ', 'INVALID_INPUT'],
  ['addStaff', ['credential'], LONG, 'INVALID_INPUT'],
  ['addStaff', ['disciplines'], [UNHEARD_OF], 'BAD_USER_INPUT', ['disciplines', 0]],
  ['addStaff', ['credentialExpiresOn'], '2026-02-30', 'INVALID_DATE'],
  ['updateStaff', ['credential'], LONG, 'INVALID_INPUT'],
  ['updateStaff', ['credentialExpiresOn'], '2026-02-30', 'INVALID_DATE'],
  ['updateStaff', ['disciplines'], [UNHEARD_OF], 'BAD_USER_INPUT', ['disciplines', 0]],
  ['addPayer', ['name'], LONG, 'INVALID_INPUT'],
  ['addPayer', ['kind'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['addPayer', ['payerCode'], '', 'INVALID_INPUT'],
  ['addPayer', ['identifiers'], [{ system: '', value: 'x' }], 'INVALID_INPUT', ['identifiers', 0, 'system']],
  ['addPayer', ['identifiers'], [{ system: 'x', value: LONG }], 'INVALID_INPUT', ['identifiers', 0, 'value']],
  ['addPayer', ['identifiers'], Array.from({ length: 21 }, (_, i) => ({ system: 'x', value: `${i}` })), 'INVALID_INPUT'],
  ['addPayer', ['identifiers'], [{ system: 'x', value: '1' }, { system: 'x', value: '1' }], 'ALREADY_EXISTS'],

  ['setPayerPolicy', ['effectiveFrom'], '2020-01-01', 'INVALID_RANGE'],
  ['setPayerPolicy', ['effectiveFrom'], '2026-02-30', 'INVALID_DATE'],
  ['setPayerPolicy', ['terms', 'unitRules'], [], 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'unitRules', 1, 'code'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['setPayerPolicy', ['terms', 'unitRules', 1, 'code'], '__proto__', 'UNKNOWN_CODE'],
  ['setPayerPolicy', ['terms', 'unitRules', 1, 'code'], '*', 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'unitRules', 1, 'thresholdMinutes'], 15, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'unitRules', 0, 'thresholdMinutes'], 8, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'feeSchedule', 0, 'cents'], -1, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'feeSchedule', 0, 'cents'], 1.5, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'feeSchedule', 0, 'code'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['setPayerPolicy', ['terms', 'noteDueHours'], -1, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'noteLateHours'], 1, 'INVALID_INPUT'],
  ['setPayerPolicy', ['terms', 'renewalLeadDays'], 1e9, 'INVALID_INPUT'],

  ['admitPatient', ['mrn'], LONG, 'INVALID_INPUT'],
  ['admitPatient', ['givenName'], LONG, 'INVALID_INPUT'],
  ['admitPatient', ['birthDate'], '2026-03-03', 'INVALID_DATE'],
  ['admitPatient', ['birthDate'], '1897-03-03', 'INVALID_DATE'],
  ['admitPatient', ['birthDate'], '1943-02-29', 'INVALID_DATE'],
  ['admitPatient', ['birthDate'], 19440229, 'INVALID_DATE'],
  ['admitPatient', ['startOfCareOn'], '1944-02-28', 'INVALID_RANGE'],
  ['admitPatient', ['canary'], 'x', 'BAD_USER_INPUT', []],
  ['addCoverage', ['endsOn'], '2025-12-31', 'INVALID_RANGE'],
  ['addCoverage', ['rank'], 0, 'INVALID_INPUT'],
  ['addCoverage', ['rank'], 1, 'ALREADY_EXISTS'],
  ['addCoverage', ['rank'], 2 ** 31, 'BAD_USER_INPUT'],
  ['addCoverage', ['memberId'], LONG, 'INVALID_INPUT'],

  ['recordOrder', ['frequencyText'], ' ', 'INVALID_INPUT'],
  ['recordOrder', ['frequencyText'], LONG, 'INVALID_INPUT'],
  ['recordOrder', ['frequencyText'], 'PT 1w4', 'INVALID_INPUT'],
  ['changePatientStatus', ['status'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['changePatientStatus', ['startsOn'], '2026-02-30', 'INVALID_DATE'],
  ['updateCarePlan', ['updatedAt'], '2026-03-02T15:06:00Z', 'INVALID_DATE'],
  ['changeCoverage', ['endsOn'], '2025-11-30', 'INVALID_RANGE'],
  ['changeCoverage', ['startsOn'], '2025-02-30', 'INVALID_DATE'],
  ['recordCertification', ['endsOn'], '2026-02-28', 'INVALID_RANGE'],
  ['recordCertification', ['certifiedOn'], '2026-03-03', 'INVALID_DATE'],
  ['recordCertification', ['assessedOn'], '2026-03-03', 'INVALID_DATE'],
  ['recordCertification', ['kind'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['updateCertification', ['endsOn'], '2026-02-28', 'INVALID_RANGE'],
  ['updateCertification', ['certifiedOn'], '2026-03-03', 'INVALID_DATE'],
  ['recordFaceToFace', ['occurredOn'], '2026-03-03', 'INVALID_DATE'],
  ['recordFaceToFace', ['practitionerKind'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['recordSupervision', ['performedOn'], '2026-03-03', 'INVALID_DATE'],
  ['recordSupervision', ['discipline'], 'SN', 'INVALID_INPUT'],
  ['recordSupervision', ['mode'], 'VIRTUAL', 'INVALID_INPUT'],

  ['recordOrder', ['urgency'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['recordOrder', ['mustBeSeenBy'], '2026-03-01', 'INVALID_RANGE'],
  ['recordOrder', ['diagnosisCodes', 1], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['recordOrder', ['diagnosisCodes'], Array.from({ length: 26 }, (_, i) => `I50.${i}`), 'INVALID_INPUT'],
  ['recordOrder', ['serviceCode'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['recordOrder', ['serviceCode'], 'G0151', 'INVALID_INPUT'],
  ['recordOrder', ['endsOn'], '2026-03-01', 'INVALID_RANGE'],
  ['recordOrder', ['physicianNpi'], '0', 'INVALID_INPUT'],
  ['recordOrder', ['physicianName'], '', 'INVALID_INPUT'],
  ['recordOrder', ['receivedAt'], '2026-03-02T15:06:00Z', 'INVALID_DATE'],
  ['recordOrder', ['sentAt'], '2026-03-03T00:00:00Z', 'INVALID_DATE'],
  ['recordOrder', ['sentAt'], '2026-03-02T25:00:00Z', 'INVALID_DATE'],
  ['signOrder', ['signatureDate'], '2026-03-03', 'INVALID_DATE'],
  ['discontinueOrder', ['discontinuedOn'], '2026-02-28', 'INVALID_RANGE'],

  ['recordAuthorization', ['lines'], [], 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'authorizedUnits'], -1, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'authorizedUnits'], 0, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'authorizedUnits'], 1_000_001, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'authorizedUnits'], 0.0001, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'authorizedUnits'], 'many', 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'endsOn'], '2026-02-28', 'INVALID_RANGE'],
  ['recordAuthorization', ['lines', 0, 'endsOn'], '2199-12-31', 'INVALID_RANGE'],
  ['recordAuthorization', ['lines', 0, 'startsOn'], '2026-13-01', 'INVALID_DATE'],
  ['recordAuthorization', ['lines', 1, 'serviceCode'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['recordAuthorization', ['lines', 1, 'serviceCode'], 'G0152', 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'modifiers'], ['canary'], 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'modifiers'], ['A1', 'A2', 'A3', 'A4', 'A5'], 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'priority'], 0, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'decisionReason'], LONG, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'caps', 0, 'units'], 0, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'caps', 0, 'rollingDays'], null, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'caps', 0, 'rollingDays'], 367, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'caps', 0, 'period'], 'WEEK', 'INVALID_INPUT', ['lines', 0, 'caps', 0, 'rollingDays']],
  ['recordAuthorization', ['lines', 0, 'caps'], Array.from({ length: 11 }, () => ({ period: 'DAY', units: 1 })), 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'allowedWeekdays'], [], 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'allowedWeekdays', 1], 7, 'INVALID_INPUT'],
  ['recordAuthorization', ['lines', 0, 'blackoutDates', 0], '2026-02-30', 'INVALID_DATE'],
  ['recordAuthorization', ['lines', 0, 'placesOfService', 0], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['recordAuthorization', ['diagnosisCodes', 0], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['recordAuthorization', ['requestType'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['recordAuthorization', ['number'], LONG, 'INVALID_INPUT'],
  ['recordAuthorization', ['requestedAt'], '2026-03-03T00:00:00Z', 'INVALID_DATE'],
  ['recordAuthorization', ['decidedAt'], '2026-03-03T00:00:00Z', 'INVALID_DATE'],
  ['extendAuthorization', ['endsOn'], '2026-04-30', 'INVALID_RANGE'],
  ['extendAuthorization', ['endsOn'], '2199-12-31', 'INVALID_RANGE'],
  ['extendAuthorization', ['lineIds'], [], 'NOT_FOUND'],
  ['extendAuthorization', ['addedUnits'], 1_000_000, 'INVALID_INPUT'],
  ['extendAuthorization', ['addedUnits'], -1, 'INVALID_INPUT'],
  ['reviseAuthorization', ['lines', 0, 'endsOn'], '2026-01-31', 'INVALID_RANGE'],
  ['reviseAuthorization', ['lines', 0, 'serviceCode'], 'G0152', 'INVALID_INPUT'],
  ['reviseAuthorization', ['lines', 0, 'authorizedUnits'], 0, 'INVALID_INPUT'],
  ['reviseAuthorization', ['addedLines', 0, 'caps'], [{ period: 'WEEK', units: 0 }], 'INVALID_INPUT', ['addedLines', 0, 'caps', 0, 'units']],
  ['reviseAuthorization', ['decidedAt'], '2027-01-01T00:00:00Z', 'INVALID_DATE'],

  ['scheduleVisit', ['serviceCode'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['scheduleVisit', ['placeOfService'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['scheduleVisit', ['type'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['scheduleVisit', ['modifiers'], ['canary'], 'INVALID_INPUT'],
  ['scheduleVisit', ['endsAt'], '2026-05-12T10:00:00-05:00', 'INVALID_RANGE'],
  ['scheduleVisit', ['endsAt'], '2026-05-13T10:00:01-05:00', 'INVALID_RANGE'],
  ['scheduleVisit', ['startsAt'], '2026-05-12', 'INVALID_DATE'],
  ['scheduleVisit', ['startsAt'], '2026-02-29T10:00:00Z', 'INVALID_DATE'],
  ['scheduleVisitSeries', ['endsAt'], '2026-03-05T15:00:00Z', 'INVALID_RANGE'],
  ['scheduleVisitSeries', ['recurrence', 'count'], 0, 'INVALID_INPUT'],
  ['scheduleVisitSeries', ['recurrence', 'count'], 201, 'INVALID_INPUT'],
  ['scheduleVisitSeries', ['recurrence', 'everyWeeks'], 0, 'INVALID_INPUT'],
  ['scheduleVisitSeries', ['recurrence', 'weekdays'], [], 'INVALID_INPUT'],
  ['scheduleVisitSeries', ['recurrence', 'weekdays'], [5], 'INVALID_INPUT'],
  ['scheduleVisitSeries', ['recurrence', 'weekdays'], [4, 7], 'INVALID_INPUT', ['recurrence', 'weekdays', 1]],
  ['rescheduleVisit', ['endsAt'], '2026-05-04T15:00:00Z', 'INVALID_RANGE'],
  ['reassignVisit', ['staffId'], undefined, 'INVALID_INPUT'],
  ['changeVisitService', ['serviceCode'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['changeVisitService', ['modifiers'], ['canary'], 'INVALID_INPUT'],
  ['changeVisitService', ['placeOfService'], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['pinVisit', ['lineId'], undefined, 'INVALID_INPUT'],
  ['correctVisit', ['actualEndsAt'], '2026-03-01T15:10:00Z', 'INVALID_RANGE'],
  ['correctVisit', ['actualEndsAt'], '2026-03-02T15:06:00Z', 'INVALID_INPUT'],
  ['missVisit', ['physicianNotifiedAt'], '2026-03-02T15:06:00Z', 'INVALID_DATE'],
  ['notifyPhysician', ['notifiedAt'], '2026-03-02T15:06:00Z', 'INVALID_DATE'],
  ['billVisit', ['billedMinutes'], 1441, 'INVALID_INPUT'],
  ['billVisit', ['billedMinutes'], -1, 'INVALID_INPUT'],
  ['recordEvv', ['endsAt'], '2026-03-01T15:01:59Z', 'INVALID_RANGE'],
  ['recordEvv', ['location'], LONG, 'INVALID_INPUT'],
  ['recordEvv', ['memberId'], '', 'INVALID_INPUT'],
  ['recordEvv', ['serviceCode'], LONG, 'INVALID_INPUT'],
  ['recordEvv', ['reasonCode'], LONG, 'INVALID_INPUT'],
  ['recordEvv', ['serviceOn'], '2026-02-30', 'INVALID_DATE'],
  ['recordEvv', ['status'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['completeVisit', ['actualEndsAt'], '2026-03-02T13:05:00Z', 'INVALID_RANGE'],
  ['completeVisit', ['actualEndsAt'], '2026-03-02T15:06:00Z', 'INVALID_INPUT'],

  ['writeNote', ['elements', 0, 'key'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['writeNote', ['elements', 1, 'key'], 'intervention', 'INVALID_INPUT'],
  ['writeNote', ['elements', 0, 'text'], LONG, 'INVALID_INPUT'],
  ['writeNote', ['elements', 0, 'text'], '\u0007', 'INVALID_INPUT'],
  ['writeNote', ['writtenAt'], '2026-03-03T00:00:00Z', 'INVALID_DATE'],
  ['writeNote', ['documentedEndsAt'], '2026-03-01T20:00:00Z', 'INVALID_RANGE'],
  ['writeNote', ['documentedEndsAt'], null, 'INVALID_RANGE'],
  ['writeNote', ['diagnosisCodes', 0], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['amendNote', ['diagnosisCodes', 0], UNHEARD_OF, 'UNKNOWN_CODE'],
  ['amendNote', ['elements', 0, 'text'], '', 'INVALID_INPUT'],

  ['assignFinding', ['assignedTo'], LONG, 'INVALID_INPUT'],
  ['assignFinding', ['assignedTo'], '', 'INVALID_INPUT'],
  ['assignFinding', ['assignedTo'], undefined, 'INVALID_INPUT'],
  ['handOverFinding', ['team'], UNHEARD_OF, 'BAD_USER_INPUT'],
  ['handOverFinding', ['team'], 'SCHEDULING', 'ILLEGAL_TRANSITION'],
  ['waiveFinding', ['until'], '2026-02-30', 'INVALID_DATE'],
  ['waiveFinding', ['until'], '2026-03-01', 'INVALID_RANGE'],
  ['waiveFinding', ['until'], '2027-03-04', 'INVALID_RANGE'],
];

test.each(NONSENSE)('%s refuses at %j the value %j: %s', async (mutation, path, value, code, at = path) => {
  const request = await requestOf(mutation);
  const viewer = askerOf(agency, request, MAY_CHANGE[mutation][0] as Role);
  await api.withoutTrace(async () => {
    expect(await api.refused(viewer, mutation, { ...request, input: bent(request.input, path, value) })).toEqual({ code, path: ['input', ...at] });
  });
});

describe('whole requests that make no sense', () => {
  test('a visit far away in time, either way', async () => {
    const mutations = ['scheduleVisit', 'scheduleVisitSeries', 'rescheduleVisit'] as const;
    for (const mutation of mutations) await requestOf(mutation);
    await api.withoutTrace(async () => {
      for (const mutation of mutations) {
        const { input } = await requestOf(mutation);
        for (const year of ['1989', '2030', '2199']) {
          const far = { ...input, startsAt: `${year}-05-12T15:00:00Z`, endsAt: `${year}-05-12T16:00:00Z` };
          expect(await api.refused(agency.viewerAs('ADMIN'), mutation, { input: far })).toEqual({ code: 'INVALID_DATE', path: ['input', 'startsAt'] });
        }
      }
    });
  });

  test('a patient whose record number is another\'s', async () => {
    const request = await requestOf('admitPatient');
    const { rows } = await the.owner.query('select mrn from patients where id = $1', [agency.patientId]);
    await api.withoutTrace(async () => {
      expect(await api.refused(agency.viewerAs('ADMIN'), 'admitPatient', { input: bent(request.input, ['mrn'], rows[0].mrn) })).toEqual({ code: 'ALREADY_EXISTS', path: ['input', 'mrn'] });
    });
  });

  test('access for someone who has it', async () => {
    const { input } = await requestOf('revokeAccess');
    const { member } = await graphql.data(agency.viewer, 'query ($id: ID!) { member: node(id: $id) { ... on Member { subject } } }', { id: input['agencyMemberId'] });
    await api.withoutTrace(async () => {
      expect(await api.refused(agency.viewerAs('ADMIN'), 'grantAccess', { input: { subject: member.subject, role: 'ADMIN' } })).toEqual({ code: 'ALREADY_EXISTS', path: ['input', 'subject'] });
    });
  });

  test('a line that is revised twice at once', async () => {
    const { input } = await requestOf('reviseAuthorization');
    const [line] = input['lines'] as unknown[];
    await api.withoutTrace(async () => {
      expect(await api.refused(agency.viewerAs('ADMIN'), 'reviseAuthorization', { input: { ...input, lines: [line, line] } })).toEqual({ code: 'INVALID_INPUT', path: ['input', 'lines', 1, 'lineId'] });
    });
  });

  test('an amendment without a reason, and reasons and keys that are no text', async () => {
    const request = await requestOf('amendNote');
    const asked = (args: Record<string, unknown>): Promise<unknown> => api.refused(agency.viewerAs('CLINICIAN'), 'amendNote', { ...request, args });
    await api.withoutTrace(async () => {
      expect(await asked({})).toEqual({ code: 'INVALID_INPUT', path: ['reason'] });
      expect(await asked({ reason: LONG })).toEqual({ code: 'INVALID_INPUT', path: ['reason'] });
      expect(await asked({ reason: 'ok', idempotencyKey: '' })).toEqual({ code: 'INVALID_INPUT', path: ['idempotencyKey'] });
      expect(await asked({ reason: 'ok', cause: UNHEARD_OF })).toEqual({ code: 'BAD_USER_INPUT', path: ['cause'] });
      expect(await asked({ reason: 'ok', occurredAt: '2026-03-02T15:06:00Z' })).toEqual({ code: 'INVALID_DATE', path: ['occurredAt'] });
    });
  });

  test('a correction of worked times without a reason', async () => {
    const request = await requestOf('correctVisit');
    await api.withoutTrace(async () => {
      expect(await api.refused(agency.viewerAs('CLINICIAN'), 'correctVisit', { ...request, args: {} })).toEqual({ code: 'INVALID_INPUT', path: ['reason'] });
    });
  });

  test('a period that overlaps another one, which the dates could correct', async () => {
    const { patientId, payerId, viewer } = agency;
    await requestOf('updateCertification');
    const { record } = await perform(the.world, addCoverage, { patientId, payerId, memberId: 'M-0', startsOn: '2024-01-01', endsOn: '2024-12-31' }, { viewer });
    await api.withoutTrace(async () => {
      const earlier = { coverageId: toGlobalId('Coverage', record.id), endsOn: '2026-01-01' };
      expect(await api.refused(viewer, 'changeCoverage', { input: earlier })).toEqual({ code: 'ALREADY_EXISTS', path: ['input', 'startsOn'] });
      const another = { patientId: toGlobalId('Patient', patientId), kind: 'RECERTIFICATION', startsOn: '2026-04-29', endsOn: '2026-06-27' };
      expect(await api.refused(viewer, 'recordCertification', { input: another })).toEqual({ code: 'ALREADY_EXISTS', path: ['input', 'endsOn'] });
    });
  });

  test('an order in place of one of another discipline, or of one that has been replaced', async () => {
    const request = await requestOf('recordOrder');
    await api.withoutTrace(async () => {
      const input = { ...request.input, supersedesOrderId: toGlobalId('Order', agency.orderId) };
      expect(await api.refused(agency.viewer, 'recordOrder', { input })).toEqual({ code: 'INVALID_INPUT', path: ['input', 'supersedesOrderId'] });
    });
    const own = await openTestAgency(the.world);
    const twice = await MUTATION_CASES.recordOrder(own, the.world, graphql.parts);
    await api.done(own.viewer, 'recordOrder', { input: twice.input });
    await api.withoutTrace(async () => {
      expect(await api.refused(own.viewer, 'recordOrder', { input: twice.input })).toEqual({ code: 'ILLEGAL_TRANSITION', path: ['input', 'supersedesOrderId'] });
    });
  });

  test.each<readonly [Mutation, (agency: TestAgency) => Record<string, unknown>, string]>([
    ['completeVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[0]) }), 'visitId'],
    ['rescheduleVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[0]), startsAt: '2026-03-05T15:00:00Z', endsAt: '2026-03-05T16:00:00Z' }), 'visitId'],
    ['reassignVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[0]), staffId: null }), 'visitId'],
    ['cancelVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[0]) }), 'visitId'],
    ['missVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[3]) }), 'visitId'],
    ['billVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[3]) }), 'visitId'],
    ['payVisit', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[2]) }), 'visitId'],
    ['notifyPhysician', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[3]) }), 'visitId'],
    ['writeNote', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[3]), elements: [], isComplete: true }), 'visitId'],
    ['writeNote', ({ visitIds }) => ({ visitId: toGlobalId('Visit', visitIds[0]), elements: [], isComplete: true }), 'noteId'],
    ['signNote', ({ noteId }) => ({ noteId: toGlobalId('Note', noteId) }), 'noteId'],
    ['signNote', ({ noteId }) => ({ noteId: toGlobalId('Note', noteId), isCosignature: true }), 'noteId'],
  ])('%s in a state that does not allow it', async (mutation, input, field) => {
    await api.withoutTrace(async () => {
      const viewer = agency.viewerAs(MAY_CHANGE[mutation][0] as Role);
      expect(await api.refused(viewer, mutation, { input: input(agency) })).toEqual({ code: 'ILLEGAL_TRANSITION', path: ['input', field] });
    });
  });

  test('every code that was expected here is published', () => {
    for (const [, , , code] of NONSENSE) expect([...Object.keys(REFUSALS), 'BAD_USER_INPUT']).toContain(code);
  });
});
