import { systemOf, type Viewer } from '../../../src/auth/viewer.js';
import { addBranch } from '../../../src/changes/add-branch.js';
import { addPayer } from '../../../src/changes/add-payer.js';
import { admitPatient } from '../../../src/changes/admit-patient.js';
import { perform } from '../../../src/changes/perform.js';
import { scheduleVisit } from '../../../src/changes/schedule-visit.js';
import { chanceOf } from '../../../src/demo/chance.js';
import { toGlobalId } from '../../../src/graphql/global-id.js';
import { systemIds } from '../../../src/system.js';
import { MS_PER_DAY } from '../../../src/base/day.js';
import { until } from '../../support/until.js';
import type { Fleet } from '../support/fleet.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import type { Recorder } from '../support/recorder.js';

const EVERYTHING = `subscription Watch($after: String, $filter: AlignmentFilter) {
  alignmentChanged(after: $after, filter: $filter) {
    kind cursor previousCursor reason snapshot { findings { id clinicalText } }
    event { id reason who { subject } what { entity id before after } patient { id mrn givenName familyName } effect { raised { id clinicalText billingText } affectedVisits { id } } }
  }
}`;

const QUESTIONS = [
  '{ patients(first: 50) { nodes { id mrn givenName familyName } } }',
  '{ payers(first: 50) { nodes { id name } } findings(first: 20) { nodes { clinicalText patient { familyName } } } }',
  'query ($id: ID!) { node(id: $id) { id ... on Patient { givenName familyName } } }',
  'mutation ($id: ID!) { scheduleVisit(input: { patientId: $id, serviceCode: "G0151", startsAt: "2020-01-01T10:00:00Z", endsAt: "2020-01-01T09:00:00Z" }) { cursor } }',
];

interface Side {
  readonly agencyId: string;
  readonly viewer: Viewer;
  readonly canary: string;
  readonly patientId: string;
  readonly recorders: readonly Recorder[];
  readonly answers: string[];
}

/**
 * F21: two agencies with the same ids, the same documents and the same moments. Each has a word of its own in every
 * text that it can put one into, and no byte that the other gets holds it, nor does anything that a node writes.
 */
export async function leakSought(fleet: Fleet, { rounds, seed }: { readonly rounds: number; readonly seed: number }): Promise<Outcome> {
  const chance = chanceOf(seed);
  const shared = { branchId: systemIds.next(), patientId: systemIds.next() };
  const sides = [await sideOf(fleet, 'ALDERCANARY', shared), await sideOf(fleet, 'BIRCHCANARY', shared)] as const;
  const [, another] = sides;
  const foreignPatient = await admitted(fleet, another, { branchId: shared.branchId, patientId: systemIds.next() });
  const recorders = sides.flatMap((side) => side.recorders);
  await until(() => recorders.every(({ hasStarted }) => hasStarted));
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(sides.flatMap((side) => Array.from({ length: 4 }, () => acted(fleet, side, chance.whole(0, 3), [shared.patientId, foreignPatient][chance.whole(0, 1)] as string))));
    if (chance.happens(30)) chance.oneOf(recorders).cut();
  }
  const [alder, birch] = sides;
  const written = fleet.nodes.map((node) => node.written).join('');
  const outcome = await outcomeOf(fleet, { id: 'F21', fault: 'leaks between agencies', done: `${rounds} rounds with the same ids and documents in two agencies`, recorders, writers: [] });
  const complaints = [
    ...(bytesOf(alder).includes(birch.canary) || bytesOf(birch).includes(alder.canary) ? ['one agency was sent the word of the other'] : []),
    ...(sides.every((side) => bytesOf(side).includes(side.canary)) ? [] : ['an agency was not sent its own word']),
    ...(sides.some(({ canary }) => written.includes(canary)) ? ['a node wrote a word of an agency into its log'] : []),
    ...(written.length > 0 ? [] : ['the nodes wrote no log']),
  ];
  return { ...outcome, complaints: [...outcome.complaints, ...complaints] };
}

async function sideOf(fleet: Fleet, canary: string, { branchId, patientId }: { readonly branchId: string; readonly patientId: string }): Promise<Side> {
  const agencyId = await fleet.newAgency();
  const viewer: Viewer = { ...systemOf(agencyId), subject: canary };
  const side = { agencyId, viewer, canary, patientId, answers: [], recorders: [] };
  await perform(fleet.world, addBranch, { id: branchId, name: canary, timeZone: 'America/Chicago' }, { viewer });
  await admitted(fleet, side, { branchId, patientId });
  const filter = { patientIds: [toGlobalId('Patient', patientId)] };
  const options = { document: EVERYTHING, keepsText: true } as const;
  const recorders = [
    ...(['BILLER', 'CLINICIAN', 'ADMIN'] as const).map((role) => fleet.record(agencyId, { ...options, role })),
    fleet.record(agencyId, { ...options, filter, isAbout: (event) => event.patientId === patientId }),
  ];
  return { ...side, recorders };
}

async function admitted(fleet: Fleet, { viewer, canary }: Pick<Side, 'viewer' | 'canary'>, { branchId, patientId }: { readonly branchId: string; readonly patientId: string }): Promise<string> {
  await perform(fleet.world, admitPatient, { id: patientId, branchId, mrn: `${canary}${patientId.slice(-4)}`, givenName: canary, familyName: canary, birthDate: '1950-04-01' }, { viewer, reason: canary });
  return patientId;
}

async function acted(fleet: Fleet, { agencyId, viewer, canary, patientId, answers }: Side, deed: number, about: string): Promise<void> {
  if (deed === 0) await perform(fleet.world, addPayer, { name: canary, kind: 'COMMERCIAL' }, { viewer, reason: canary });
  if (deed === 1) {
    const startsAt = new Date(Date.now() + MS_PER_DAY * (1 + Math.random() * 30));
    await perform(fleet.world, scheduleVisit, { patientId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 45 * 60_000) }, { viewer, reason: canary });
  }
  if (deed < 2) return;
  for (const query of QUESTIONS) {
    const response = await fetch(`${fleet.anyNode()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await fleet.token('ADMIN', agencyId)}` },
      body: JSON.stringify({ query, variables: query.includes('$id') ? { id: toGlobalId('Patient', about) } : {} }),
    });
    answers.push(await response.text());
  }
}

function bytesOf({ recorders, answers }: Side): string {
  return [...answers, ...recorders.flatMap(({ texts }) => texts)].join('\n');
}
