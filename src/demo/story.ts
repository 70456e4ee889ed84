import { ROLES, type Role } from '../auth/viewer.js';
import { dateOf, dayOf, type LocalDate, MS_PER_DAY } from '../base/day.js';
import { type Addresses, type Listening, storyClient } from './story-client.js';
import { type Cast, storyPatient, type StoryPatient } from './story-patient.js';
import { balanceText, eventLines, findingLines, type Message, MESSAGE, type ToldBalance, type ToldEvent } from './telling.js';

export interface StoryOptions extends Addresses {
  /** Of one agency, for each role. */
  readonly tokens: Readonly<Record<Role, string>>;
  print(line: string): void;
}

/**
 * The main job of the product, played against a running server over real sockets: a visit moves past the
 * end of its authorization, billing sees what that does from the same commit, and everything that
 * was held is cleared by those who can clear it.
 */
export async function playStory({ tokens, print, ...addresses }: StoryOptions): Promise<void> {
  const cast = Object.fromEntries(ROLES.map((role) => [role, storyClient(addresses, tokens[role])])) as unknown as Cast;
  const patient = await storyPatient(cast);
  const stream = cast.BILLER.listen<{ alignmentChanged: Message }>(MESSAGE, { filter: { patientIds: [patient.id] } });
  try {
    await play({ cast, patient, stream, print });
  } finally {
    await stream.close();
  }
}

interface Stage {
  readonly cast: Cast;
  readonly patient: StoryPatient;
  readonly stream: Listening<{ alignmentChanged: Message }>;
  print(line: string): void;
}

async function play(stage: Stage): Promise<void> {
  const { cast, patient, print } = stage;
  const { today } = patient;

  print('1. Billing subscribes to alignmentChanged and is told how things stand.');
  const start = await nextMessage(stage);
  for (const finding of start.snapshot?.findings ?? []) findingLines('open', finding).forEach(print);

  print(`\n2. Scheduling asks what the authorization still allows (today is ${today}).`);
  (await limitLines(stage)).forEach(print);

  print(`\n3. Scheduling moves the visit past the end of the authorization (${patient.lineEndsOn}).`);
  const moved = { visitId: patient.visit.id, expectedVersion: patient.visit.version, startsAt: later(patient.visit.startsAt, 4), endsAt: later(patient.visit.endsAt, 4) };
  await change(stage, 'SCHEDULER', 'rescheduleVisit', moved, { cause: 'PATIENT_REQUEST', reason: 'The family visits that day' });

  print('\n4. The payer extends the authorization.');
  const extended = { authorizationId: patient.authorizationId, endsOn: on(today, 40) };
  await change(stage, 'AUTHORIZATION', 'extendAuthorization', extended, { cause: 'PAYER_DECISION', reason: 'Renewal approved' });

  print('\n5. The clinician signs the late note.');
  await change(stage, 'CLINICIAN', 'signNote', { noteId: patient.noteId }, { cause: 'CORRECTION' });

  print("\n6. The physician's order comes back signed.");
  await change(stage, 'CLINICAL_LEAD', 'signOrder', { orderId: patient.orderId, signatureDate: today }, { cause: 'PHYSICIAN_ORDER' });

  const { findings } = await cast.BILLER.ask<{ findings: { totalCount: number } }>(
    'query ($patientId: ID!) { findings(first: 1, filter: { patientId: $patientId, status: OPEN }) { totalCount } }',
    { patientId: patient.id },
  );
  print(`\nOpen findings of this patient now: ${findings.totalCount}.`);
}

/** Makes one change as one of the cast and tells what billing hears of it. */
async function change(stage: Stage, role: Role, mutation: string, input: object, why: { readonly cause: string; readonly reason?: string }): Promise<void> {
  const { cast, print } = stage;
  const askedAt = performance.now();
  const heard = nextEvent(stage).then((message) => ({ message, afterMs: performance.now() - askedAt }));
  const [{ message, afterMs }, cursor] = await Promise.all([heard, changed(cast, role, mutation, input, why)]);
  const isSame = message.cursor === cursor;
  print(`   ${role} asks; ${afterMs.toFixed(0)} ms later billing hears${isSame ? ', from the same commit' : ''}:`);
  eventLines(message.event).forEach(print);
}

async function changed(cast: Cast, role: Role, mutation: string, input: object, why: object): Promise<string | null> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!, $cause: ChangeCause, $reason: String) { ${mutation}(input: $input, cause: $cause, reason: $reason) { cursor } }`;
  const data = await cast[role].ask<Record<string, { cursor: string | null }>>(document, { input, ...why });
  return data[mutation]?.cursor ?? null;
}

async function nextMessage({ stream }: Stage): Promise<Message> {
  return (await stream.next()).alignmentChanged;
}

async function nextEvent(stage: Stage): Promise<Message & { readonly event: ToldEvent }> {
  for (;;) {
    const message = await nextMessage(stage);
    if (message.event !== null) return { ...message, event: message.event };
  }
}

interface Limits {
  readonly lines: ReadonlyArray<{
    readonly authorizationNumber: string | null;
    readonly startsOn: LocalDate;
    readonly endsOn: LocalDate;
    readonly unitDefinition: string;
    readonly balance: ToldBalance;
    readonly caps: ReadonlyArray<{
      readonly period: string;
      readonly limitUnits: number;
      readonly windows: ReadonlyArray<{ readonly from: LocalDate; readonly to: LocalDate; readonly reservedUnits: number; readonly usedUnits: number; readonly remainingUnits: number }>;
    }>;
    readonly typicalVisit: { readonly visitsThatStillFit: number | null; readonly lastDateThatFits: LocalDate | null } | null;
  }>;
}

async function limitLines({ cast, patient }: Stage): Promise<string[]> {
  const { authorizationLimits } = await cast.SCHEDULER.ask<{ authorizationLimits: Limits }>(
    `query ($patientId: ID!, $from: LocalDate!, $to: LocalDate!) {
      authorizationLimits(patientId: $patientId, serviceCode: "G0151", from: $from, to: $to, minutes: 45) {
        lines {
          authorizationNumber startsOn endsOn unitDefinition
          balance { authorizedUnits reservedUnits usedUnits billedUnits remainingUnits }
          caps { period limitUnits windows { from to reservedUnits usedUnits remainingUnits } }
          typicalVisit { visitsThatStillFit lastDateThatFits }
        }
      }
    }`,
    { patientId: patient.id, from: patient.today, to: on(patient.today, 14) },
  );
  return authorizationLimits.lines.flatMap(({ authorizationNumber, startsOn, endsOn, unitDefinition, balance, caps, typicalVisit }) => [
    `   ${authorizationNumber ?? 'no number yet'}, ${startsOn} to ${endsOn}, in units of one ${unitDefinition}: ${balanceText(balance)}`,
    ...caps.flatMap(({ period, limitUnits, windows }) =>
      windows.map(({ from, to, reservedUnits, usedUnits, remainingUnits }) => `   at most ${limitUnits} a ${period}: ${from} to ${to} has ${reservedUnits} reserved, ${usedUnits} used, ${remainingUnits} remaining`),
    ),
    ...(typicalVisit === null ? [] : [`   visits of 45 minutes that still fit: ${typicalVisit.visitsThatStillFit ?? 'any number'}, the last on ${typicalVisit.lastDateThatFits ?? 'no date'}`]),
  ]);
}

function on(today: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(today) + days);
}

function later(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * MS_PER_DAY).toISOString();
}
