import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';

import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { streamState } from '../../src/feed/read.js';
import { openContext } from '../../src/graphql/context.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { authorize, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());

const SNAPSHOT = `query ($id: ID!, $first: Int = 20) { patientSnapshot(patientId: $id) {
  asOf today nextChangeAt patient { id givenName }
  coverage { rank payer { name } } policy { version effectiveFrom }
  lines { id startsOn endsOn balance { authorizedUnits reservedUnits reservedPendingUnits usedUnits billedUnits remainingUnits } authorization { number } }
  nextVisits(first: $first) { id serviceOn startsAt status }
  openFindings { id code severity visits { id } }
} }`;

const snapshot = async (variables: object = {}): Promise<Data> =>
  (await graphql.data(agency.viewer, SNAPSHOT, { id: toGlobalId('Patient', agency.patientId), ...variables })).patientSnapshot;
/** Those of the answer that are about signatures and frequencies, in its order. */
const foundIn = ({ openFindings }: Data): Data[] => openFindings.filter(({ code }: Data) => ['ORDER_UNSIGNED', 'FREQUENCY_EXCEEDED'].includes(code));
const visit = (i: number): string => toGlobalId('Visit', agency.visitIds[i] as string);

describe('a patient\'s snapshot', () => {
  test('says what is covered, left, planned and wrong, and of when it is', async () => {
    agency = await openTestAgency(here.world);
    const answer = await snapshot();
    expect(answer).toMatchObject({
      today: '2026-03-02',
      patient: { id: toGlobalId('Patient', agency.patientId), givenName: 'Pat' },
      coverage: { rank: 1, payer: { name: 'Acme' } },
      policy: { version: 1, effectiveFrom: '2020-01-01' },
      lines: [
        {
          id: toGlobalId('AuthorizationLine', agency.lineId),
          endsOn: '2026-04-30',
          balance: { authorizedUnits: 12, reservedUnits: 2, reservedPendingUnits: 0, usedUnits: 2, billedUnits: 0, remainingUnits: 8 },
          authorization: { number: 'A123' },
        },
      ],
      nextVisits: [
        { id: visit(2), serviceOn: '2026-03-04', startsAt: '2026-03-04T16:00:00.000Z', status: 'SCHEDULED' },
        { id: visit(3), serviceOn: '2026-03-10', status: 'SCHEDULED' },
      ],
    });
    expect(foundIn(answer)).toMatchObject([{ code: 'ORDER_UNSIGNED' }, { code: 'FREQUENCY_EXCEEDED', visits: [{ id: visit(2) }] }]);
    const { findings } = await graphql.data(agency.viewer, '{ findings(first: 100, sort: { by: SEVERITY }) { nodes { id } } }');
    expect(answer.openFindings.map(({ id }: Data) => id)).toEqual(findings.nodes.map(({ id }: Data) => id));
    expect(Date.parse(answer.nextChangeAt)).toBeGreaterThan(here.clock.now().getTime());
  });

  test('ends where the log does at that moment, so that the next event is the first one after it', async () => {
    agency = await openTestAgency(here.world);
    const { asOf } = await snapshot();
    const before = graphql.parts.cursors.decode(agency.agencyId, asOf);
    const { position } = await perform(here.world, rescheduleVisit, { visitId: agency.visitIds[2], ...therapyOn('2026-03-11') }, agency);
    expect(position).toEqual({ epoch: before.epoch, seq: before.seq + 1 });
    const after = await snapshot();
    expect(graphql.parts.cursors.decode(agency.agencyId, after.asOf)).toEqual(position);
    expect(after.nextVisits.map(({ id }: Data) => id)).toEqual([visit(3), visit(2)]);
    expect(foundIn(after)).toMatchObject([{ code: 'ORDER_UNSIGNED' }]);
  });

  test('is of one instant, cursor and numbers alike, whatever commits while it is read', async () => {
    agency = await openTestAgency(here.world);
    const before = await snapshot();
    const context = openContext(graphql.parts, agency.viewer);
    await context.read(streamState);
    await perform(here.world, rescheduleVisit, { visitId: agency.visitIds[2], ...therapyOn('2026-03-11') }, agency);
    const variableValues = { id: toGlobalId('Patient', agency.patientId) };
    const { data } = await execute({ schema: graphql.schema, document: parse(SNAPSHOT), variableValues, contextValue: context });
    await context.close();
    expect(JSON.parse(JSON.stringify(data)).patientSnapshot).toEqual(before);
    expect(await snapshot()).not.toEqual(before);
  });

  test('gives no more visits than asked for', async () => {
    agency = await openTestAgency(here.world);
    expect((await snapshot({ first: 1 })).nextVisits).toEqual([expect.objectContaining({ id: visit(2) })]);
    const { errors } = await graphql.ask(agency.viewer, SNAPSHOT, { id: toGlobalId('Patient', agency.patientId), first: 101 });
    expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', path: ['first'] } }]);
  });

  test('leaves out what was cancelled and what has ended', async () => {
    agency = await openTestAgency(here.world);
    const { authorizationId } = await authorize(here.world, agency);
    expect((await snapshot()).lines).toHaveLength(2);
    await perform(here.world, cancelAuthorization, { authorizationId }, agency);
    await authorize(here.world, agency, { startsOn: '2026-01-01', endsOn: '2026-03-01' });
    await authorize(here.world, agency, { startsOn: '2026-01-01', endsOn: '2026-03-02' });
    expect((await snapshot()).lines.map(({ endsOn }: Data) => endsOn)).toEqual(['2026-04-30', '2026-03-02']);
  });

  test('has today\'s date at the branch, not at the server', async () => {
    agency = await openTestAgency(here.world);
    here.clock.moveTo('2026-03-03T05:59:00Z');
    expect((await snapshot()).today).toBe('2026-03-02');
    here.clock.moveTo('2026-03-03T06:00:00Z');
    expect((await snapshot()).today).toBe('2026-03-03');
    here.clock.moveTo('2026-03-02T15:00:00Z');
  });
});
