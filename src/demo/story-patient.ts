import { randomUUID } from 'node:crypto';

import type { Role } from '../auth/viewer.js';
import { dateOf, dayOf, instantAt, type LocalDate, MS_PER_MINUTE, weekdayOf } from '../base/day.js';
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
 * A new patient each time, so that the story can be told again: one visit of physical therapy a week is ordered for last
 * week, this week and the next, and authorized to the middle of next week. The order has not come back signed, and the
 * visit of last week has a note that is waiting for its signature. Nobody in particular makes the visits, because the
 * staff of the demonstration have other patients.
 */
export async function storyPatient(cast: Cast): Promise<StoryPatient> {
  const { branch, payerId } = await surroundings(cast.SCHEDULER);
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
  const sunday = dayOf(today) - weekdayOf(dayOf(today));
  const times = (day: number): { startsAt: string; endsAt: string } => {
    const startsAt = instantAt(day, 9 * 60, branch.timeZone);
    return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + MINUTES * MS_PER_MINUTE).toISOString() };
  };

  const coverageId = await made(cast.BILLER, 'addCoverage', { patientId: id, payerId, memberId: 'EX00000012', startsOn: dateOf(sunday - 200) });
  const startsOn = dateOf(sunday - 7);
  const { startsAt: receivedAt, endsAt: sentAt } = times(sunday - 8);
  const orderId = await made(cast.CLINICIAN, 'recordOrder', {
    patientId: id, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText: '1w3', startsOn, endsOn: dateOf(sunday + 13),
    physicianName: 'Dr. Quartz Physician-12', receivedAt, sentAt,
  });
  const lineEndsOn = dateOf(sunday + 10);
  const authorizationId = await made(cast.AUTHORIZATION, 'recordAuthorization', {
    patientId: id, payerId, coverageId, number: 'EX-120012',
    lines: [{ discipline: 'PT', serviceCode: SERVICE, unitDefinition: 'VISIT', authorizedUnits: 3, startsOn, endsOn: lineEndsOn, caps: [{ period: 'WEEK', units: 2 }] }],
  });
  const schedule = (day: number): Promise<string> => made(cast.SCHEDULER, 'scheduleVisit', { patientId: id, serviceCode: SERVICE, ...times(day) });

  const done = await schedule(sunday - 5);
  await made(cast.CLINICIAN, 'completeVisit', { visitId: done });
  const noteId = await made(cast.CLINICIAN, 'writeNote', { visitId: done, elements: ELEMENTS, isComplete: true });
  await schedule(dayOf(today));
  const planned = await schedule(sunday + 8);
  return { id, today, timeZone: branch.timeZone, orderId, authorizationId, noteId, lineEndsOn, visit: { id: planned, ...times(sunday + 8), version: 1 } };
}

/** All that the payer wants to read, and why it was written late. */
const ELEMENTS = [
  { key: 'intervention', text: 'Example text: gait training, ten minutes.' },
  { key: 'patientResponse', text: 'Example text: tired after ten minutes, pulse 96.' },
  { key: 'homeboundReason', text: 'Example text: leaves home with a walker and help, which is a taxing effort.' },
  { key: 'goalProgress', text: 'Example text: walks ten steps more than last week.' },
  { key: 'objectiveMeasures', text: 'Example text: timed up and go in 19 seconds.' },
  { key: 'lateEntryReason', text: 'Example text: the clinician was away for two days.' },
];

interface Surroundings {
  readonly branch: { readonly id: string; readonly timeZone: string };
  readonly payerId: string;
}

async function surroundings(scheduler: StoryClient): Promise<Surroundings> {
  const { branches, payers } = await scheduler.ask<{
    branches: { nodes: ReadonlyArray<Surroundings['branch']> };
    payers: { nodes: ReadonlyArray<{ id: string }> };
  }>(
    `query ($payer: String!) {
      branches(first: 1) { nodes { id timeZone } }
      payers(first: 1, filter: { search: $payer }) { nodes { id } }
    }`,
    { payer: PAYERS.ADVANTAGE.name },
  );
  const [branch] = branches.nodes;
  const [payer] = payers.nodes;
  if (!branch || !payer) throw new Error('The story needs the demonstration agency: start the server with its own database first.');
  return { branch, payerId: payer.id };
}

/** One change; returns the id of its record. */
async function made(client: StoryClient, mutation: string, input: object): Promise<string> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const data = await client.ask<Record<string, { record: { id: string } }>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { record { id } } }`, { input });
  return (data[mutation] as { record: { id: string } }).record.id;
}
