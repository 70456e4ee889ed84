import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { dateOf, dayOf, instantAt, type LocalDate, localDayAt } from '../../src/base/day.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { writeNote } from '../../src/changes/write-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare } from '../support/care.js';
import { readmeExample } from '../support/readme.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/**
 * The main job over real sockets, with the documents of the README: a visit moves past the end of its
 * authorization, and billing hears from the same commit what that does.
 */
const ZONE = 'America/Chicago';
const today = localDayAt(Date.now(), ZONE);
const on = (days: number): LocalDate => dateOf(today + days);
const slot = (date: LocalDate, hour = 10): { readonly startsAt: Date; readonly endsAt: Date } => {
  const start = instantAt(dayOf(date), hour * 60, ZONE);
  return { startsAt: new Date(start), endsAt: new Date(start + 45 * 60_000) };
};

interface Message {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
  readonly event: {
    readonly type: string;
    readonly what: ReadonlyArray<{ readonly field: string; readonly before: string; readonly after: string }>;
    readonly effect: { readonly raised: ReadonlyArray<Record<string, unknown>>; readonly cleared: ReadonlyArray<{ readonly ruleId: string }> };
  } | null;
}

let server: TestServer;
let care: Care;
let visitId: string;
let ids: { readonly authorization: string; readonly order: string; readonly note: string };
const messages: Message[] = [];

beforeAll(async () => {
  server = await startTestServer();
  const { world } = server.app;
  care = await openCare(world, { feeSchedule: { G0151: 4000 }, noteDueHours: 0 });
  const { viewer, patientId, payerId, staffId } = care;
  const as = { viewer };
  const order = await perform(world, recordOrder, { patientId, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText: '2w9', startsOn: on(-14), physicianName: 'Roe' }, as);
  const line = { discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 12_000, startsOn: on(-14), endsOn: on(10), caps: [{ period: 'WEEK', milliUnits: 2000 }] } as const;
  const authorization = await perform(world, recordAuthorization, { patientId, payerId, number: 'A123', lines: [line] }, as);
  const done = await perform(world, scheduleVisit, { patientId, serviceCode: 'G0151', staffId, ...slot(on(-7)) }, as);
  await perform(world, completeVisit, { visitId: done.record.id }, as);
  const note = await perform(world, writeNote, { visitId: done.record.id, elements: [{ key: 'intervention', text: 'Gait training' }], isComplete: true }, as);
  visitId = (await perform(world, scheduleVisit, { patientId, serviceCode: 'G0151', staffId, ...slot(on(9)) }, as)).record.id;
  ids = { authorization: toGlobalId('Authorization', authorization.record.id), order: toGlobalId('Order', order.record.id), note: toGlobalId('Note', note.record.id) };

  const billing = server.connect(await server.token('BILLER', care.agencyId));
  billing.subscribe<{ alignmentChanged: Message }>(
    { query: readmeExample('Billing') },
    { next: ({ data, errors }) => { if (errors) throw new Error(JSON.stringify(errors)); if (data) messages.push(data.alignmentChanged); }, error: () => undefined, complete: () => undefined },
  );
  await until(() => messages.length === 1);
});
afterAll(() => server.stop());

/** Waits for the one message after those that are known. */
async function heard(count: number): Promise<Message> {
  await until(() => messages.length >= count);
  expect(messages).toHaveLength(count);
  const [before, last] = messages.slice(-2) as [Message, Message];
  expect(last.previousCursor).toBe(before.cursor);
  return last;
}

async function asked(role: Parameters<TestServer['token']>[0], query: string, variables: object): Promise<Answer['data']> {
  const { data, errors } = await server.ask(await server.token(role, care.agencyId), query, variables);
  expect(errors).toBeUndefined();
  return data;
}

test('billing is told how things stand', () => {
  expect(messages[0]).toMatchObject({ kind: 'SNAPSHOT', previousCursor: null, event: null });
});

test('scheduling learns what each window still allows', async () => {
  const { authorizationLimits } = await asked('SCHEDULER', readmeExample('WhatIsLeft'), { patientId: toGlobalId('Patient', care.patientId), from: on(0), to: on(10) });
  expect(authorizationLimits).toMatchObject({
    isAuthorizationRequired: true,
    lines: [{
      authorizationNumber: 'A123', endsOn: on(10), unitDefinition: 'VISIT',
      balance: { authorizedUnits: 12, reservedUnits: 1, usedUnits: 1, billedUnits: 0, remainingUnits: 10 },
      typicalVisit: { lastDateThatFits: on(10) },
    }],
  });
  const [week] = authorizationLimits['lines'][0]['caps'] as ReadonlyArray<{ readonly period: string; readonly limitUnits: number; readonly windows: ReadonlyArray<{ readonly reservedUnits: number }> }>;
  expect(week).toMatchObject({ period: 'WEEK', limitUnits: 2 });
  expect(week?.windows.map(({ reservedUnits }) => reservedUnits).reduce((a, b) => a + b)).toBe(1);
});

test('a dry run says what a move would do, and nobody hears of it', async () => {
  const input = { visitId: toGlobalId('Visit', visitId), ...slot(on(12)) };
  const { rescheduleVisit } = await asked('SCHEDULER', readmeExample('MoveVisit'), { input, dryRun: true });
  expect(rescheduleVisit).toMatchObject({ cursor: null, record: { serviceOn: on(12), version: 2 }, alignment: { raised: expect.arrayContaining([expect.objectContaining({ ruleId: 'AUTH-04' })]) } });
  expect(messages).toHaveLength(1);
});

test('a visit moves past the end of its authorization, and billing hears of it from the same commit', async () => {
  const input = { visitId: toGlobalId('Visit', visitId), ...slot(on(12)) };
  const { rescheduleVisit } = await asked('SCHEDULER', readmeExample('MoveVisit'), { input });
  const message = await heard(2);
  expect(message.cursor).toBe(rescheduleVisit['cursor']);
  expect(message.event).toMatchObject({
    type: 'VISIT_RESCHEDULED',
    cause: 'PATIENT_REQUEST',
    reason: 'Wedding in the family',
    who: { role: 'SCHEDULER', subject: 'scheduler-1' },
    occurredAt: expect.any(String),
    recordedAt: expect.any(String),
    effect: {
      cleared: [],
      balances: [{ before: { remainingUnits: 10 }, after: { remainingUnits: 11 } }],
      affectedVisits: expect.arrayContaining([expect.objectContaining({ id: toGlobalId('Visit', visitId), serviceOn: on(12) })]),
    },
  });
  expect(message.event?.what).toContainEqual({ entity: 'Visit', id: toGlobalId('Visit', visitId), field: 'serviceOn', before: on(9), after: on(12) });
  expect(message.event?.effect.raised).toContainEqual(
    expect.objectContaining({ ruleId: 'AUTH-04', severity: 'BLOCKER', ownerTeam: 'SCHEDULING', predictedCarc: '197', billingText: expect.stringContaining(`DOS ${on(12)} outside auth A123`) }),
  );
});

test('the extension clears the finding in one event', async () => {
  await asked('AUTHORIZATION', `mutation ($input: ExtendAuthorizationInput!) { extendAuthorization(input: $input, cause: PAYER_DECISION) { cursor } }`, { input: { authorizationId: ids.authorization, endsOn: on(40) } });
  const { event } = await heard(3);
  expect(event).toMatchObject({ type: 'AUTHORIZATION_EXTENDED', effect: { raised: [], balances: [{ before: { remainingUnits: 11 }, after: { remainingUnits: 10 } }] } });
  expect(event?.effect.cleared.map(({ ruleId }) => ruleId)).toContain('AUTH-04');
});

test('a late note is signed and the hold it caused clears', async () => {
  await asked('CLINICIAN', `mutation ($input: SignNoteInput!) { signNote(input: $input) { cursor } }`, { input: { noteId: ids.note } });
  const { event } = await heard(4);
  expect(event?.effect.cleared.map(({ ruleId }) => ruleId)).toEqual(['DOC-02']);
});

test('the physician\'s order comes back signed and the hold it caused clears', async () => {
  await asked('CLINICAL_LEAD', `mutation ($input: SignOrderInput!) { signOrder(input: $input) { cursor } }`, { input: { orderId: ids.order, signatureDate: on(-1) } });
  const { event } = await heard(5);
  expect(event?.effect.cleared.map(({ ruleId }) => ruleId)).toEqual(['ORD-02']);
});
