import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const VISIT_MS = 45 * 60_000;

/** An agency on a server that runs, whose patient has as many visits, one on each of the coming days. */
export interface Agency {
  readonly server: TestServer;
  readonly care: Care;
  readonly token: string;
  /** As callers know them, in order of time. */
  readonly visitIds: readonly string[];
}

export async function startAgency(visits: number): Promise<Agency> {
  const server = await startTestServer();
  const care = await openCare(server.app.world);
  const visitIds: string[] = [];
  for (let day = 1; day <= visits; day += 1) visitIds.push(await planVisit(server, care, day));
  return { server, care, token: await server.token('ADMIN', care.agencyId), visitIds };
}

export async function planVisit({ app }: TestServer, { viewer, patientId, staffId }: Care, daysAhead: number): Promise<string> {
  const startsAt = startOn(daysAhead);
  const { record } = await perform(app.world, scheduleVisit, { patientId, staffId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + VISIT_MS) }, { viewer });
  return toGlobalId('Visit', record.id);
}

/** What a mutation is given to move a visit to another day. */
export function moveTo(visitId: string, daysAhead: number): { readonly visitId: string; readonly startsAt: string; readonly endsAt: string } {
  const startsAt = startOn(daysAhead);
  return { visitId, startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + VISIT_MS).toISOString() };
}

function startOn(daysAhead: number): Date {
  const day = new Date(Date.now() + daysAhead * DAY_MS).toISOString().slice(0, 10);
  return new Date(`${day}T16:00:00.000Z`);
}
