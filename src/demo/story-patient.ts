import { randomUUID } from 'node:crypto';

import type { Role } from '../auth/viewer.js';
import { dateOf, dayOf, instantAt, type LocalDate, MS_PER_MINUTE } from '../base/day.js';
import { PAYERS } from './payers.js';
import type { StoryClient } from './story-client.js';

/** Whom the story is about, and the records that matter in it. */
export interface StoryPatient {
  readonly id: string;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly orderId: string;
  readonly authorizationId: string;
  /** Planned two days before the authorization ends. */
  readonly visit: { readonly id: string; readonly startsAt: string; readonly endsAt: string; readonly version: number };
  /** Complete, late, and not signed. */
  readonly noteId: string;
  readonly lineEndsOn: LocalDate;
}

export type Cast = Readonly<Record<Role, StoryClient>>;

const SERVICE = 'G0151';
const MINUTES = 45;

/**
 * A new patient each time, so that the story can be told again: 12 visits of physical therapy authorized
 * to ten days from now, an order for 18 that has not come back signed, and a visit of last week whose note
 * is waiting for its signature.
 */
export async function storyPatient(cast: Cast): Promise<StoryPatient> {
  const { branch, payerId, staffId } = await surroundings(cast.SCHEDULER);
  const id = await made(cast.CLINICAL_LEAD, 'admitPatient', {
    branchId: branch.id,
    mrn: `STORY-${randomUUID().slice(0, 8)}`,
    givenName: 'Willow',
    familyName: 'Test-Story',
    birthDate: '1950-01-01',
  });
  const { patientSnapshot } = await cast.SCHEDULER.ask<{ patientSnapshot: { today: LocalDate } }>(
    'query ($patientId: ID!) { patientSnapshot(patientId: $patientId) { today } }',
    { patientId: id },
  );
  const { today } = patientSnapshot;
  const on = (days: number): LocalDate => dateOf(dayOf(today) + days);
  const times = (days: number): { startsAt: string; endsAt: string } => {
    const startsAt = instantAt(dayOf(today) + days, 9 * 60, branch.timeZone);
    return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + MINUTES * MS_PER_MINUTE).toISOString() };
  };

  const coverageId = await made(cast.BILLER, 'addCoverage', { patientId: id, payerId, memberId: 'EX00000012', startsOn: on(-200) });
  const { startsAt: receivedAt, endsAt: sentAt } = times(-15);
  const orderId = await made(cast.CLINICIAN, 'recordOrder', {
    patientId: id, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText: '2w9', startsOn: on(-14), endsOn: on(45),
    physicianName: 'Dr. Quartz Physician-12', receivedAt, sentAt,
  });
  const lineEndsOn = on(10);
  const authorizationId = await made(cast.AUTHORIZATION, 'recordAuthorization', {
    patientId: id, payerId, coverageId, number: 'EX-120012',
    lines: [{ discipline: 'PT', serviceCode: SERVICE, unitDefinition: 'VISIT', authorizedUnits: 12, startsOn: on(-14), endsOn: lineEndsOn, caps: [{ period: 'WEEK', units: 2 }] }],
  });
  const schedule = (days: number): Promise<string> => made(cast.SCHEDULER, 'scheduleVisit', { patientId: id, serviceCode: SERVICE, staffId, ...times(days) });

  const done = await schedule(-6);
  await made(cast.CLINICIAN, 'completeVisit', { visitId: done });
  const elements = [{ key: 'intervention', text: 'Example text: gait training, ten minutes.' }];
  const noteId = await made(cast.CLINICIAN, 'writeNote', { visitId: done, elements, isComplete: true });
  await schedule(4);
  const planned = await schedule(8);
  return { id, today, timeZone: branch.timeZone, orderId, authorizationId, noteId, lineEndsOn, visit: { id: planned, ...times(8), version: 1 } };
}

interface Surroundings {
  readonly branch: { readonly id: string; readonly timeZone: string };
  readonly payerId: string;
  readonly staffId: string | null;
}

async function surroundings(scheduler: StoryClient): Promise<Surroundings> {
  const { branches, payers, staff } = await scheduler.ask<{
    branches: { nodes: ReadonlyArray<Surroundings['branch']> };
    payers: { nodes: ReadonlyArray<{ id: string }> };
    staff: { nodes: ReadonlyArray<{ id: string; credential: string | null; branch: { id: string } | null }> };
  }>(
    `query ($payer: String!) {
      branches(first: 1) { nodes { id timeZone } }
      payers(first: 1, filter: { search: $payer }) { nodes { id } }
      staff(first: 50, filter: { discipline: PT }) { nodes { id credential branch { id } } }
    }`,
    { payer: PAYERS.ADVANTAGE.name },
  );
  const [branch] = branches.nodes;
  const [payer] = payers.nodes;
  if (!branch || !payer) throw new Error('The story needs the demonstration agency: start the server with its own database first.');
  const therapist = staff.nodes.find((one) => one.branch?.id === branch.id && one.credential === 'PT');
  return { branch, payerId: payer.id, staffId: therapist?.id ?? null };
}

/** One change; returns the id of its record. */
async function made(client: StoryClient, mutation: string, input: object): Promise<string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await client.ask<Record<string, { record: { id: string } }>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { record { id } } }`, { input });
  return (data[mutation] as { record: { id: string } }).record.id;
}
