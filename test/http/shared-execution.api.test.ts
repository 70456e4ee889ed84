import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let care: Care;

beforeAll(async () => {
  server = await startTestServer();
  care = await openCare(server.app.world);
});
afterAll(() => server.stop());

const DOCUMENT = `subscription ($filter: AlignmentFilter) {
  alignmentChanged(filter: $filter) { kind cursor event { patient { mrn } effect { raised { ruleId clinicalText billingText } } } }
}`;

interface Heard {
  readonly kind: string;
  readonly cursor: string;
  readonly event: { readonly effect: { readonly raised: ReadonlyArray<{ readonly ruleId: string; readonly clinicalText: string | null; readonly billingText: string | null }> } } | null;
}

async function watch(role: 'BILLER' | 'CLINICIAN', of = care, filter: object | null = null): Promise<{ readonly heard: Heard[]; leave(): void }> {
  const heard: Heard[] = [];
  const client = server.connect(await server.token(role, of.agencyId));
  const leave = client.subscribe<{ alignmentChanged: Heard }>(
    { query: DOCUMENT, variables: { filter } },
    { next: ({ data }) => void (data && heard.push(data.alignmentChanged)), error: () => undefined, complete: () => undefined },
  );
  await until(() => heard.length === 1);
  return { heard, leave };
}

async function change(of = care): Promise<string> {
  const startsAt = new Date(Date.now() + 86_400_000);
  const { record } = await perform(server.app.world, scheduleVisit, { patientId: of.patientId, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }, { viewer: of.viewer });
  return record.id;
}

test('with one document every role is shown what its role may see', async () => {
  const watching = await Promise.all([watch('BILLER'), watch('CLINICIAN'), watch('BILLER'), watch('CLINICIAN')]);
  await change();
  await until(() => watching.every(({ heard }) => heard.length === 2));
  const raised = watching.map(({ heard }) => heard[1]?.event?.effect.raised.find(({ ruleId }) => ruleId === 'AUTH-01'));
  expect(raised.map((finding) => typeof finding?.billingText)).toEqual(['string', 'object', 'string', 'object']);
  expect(new Set(raised.map((finding) => finding?.clinicalText)).size).toBe(1);
  for (const { leave } of watching) leave();
});

test('with one document and different filters every subscriber is shown what it asked for', async () => {
  const all = await watch('BILLER');
  const orders = await watch('BILLER', care, { teams: ['ORDERS'] });
  const nothing = await watch('BILLER', care, { rules: ['DOC-01'] });
  await change();
  await until(() => all.heard.length === 2 && orders.heard.length === 2);
  expect(orders.heard[1]).toEqual(all.heard[1]);
  expect(nothing.heard).toHaveLength(1);
  for (const { leave } of [all, orders, nothing]) leave();
});

test('with one document two agencies are shown their own', async () => {
  const other = await openCare(server.app.world);
  const [ours, theirs] = [await watch('BILLER'), await watch('BILLER', other)];
  await change();
  await change(other);
  await until(() => ours.heard.length === 2 && theirs.heard.length === 2);
  expect(ours.heard[1]?.cursor).not.toBe(theirs.heard[1]?.cursor);
  expect(ours.heard[1]?.event).not.toEqual(theirs.heard[1]?.event);
  for (const { leave } of [ours, theirs]) leave();
});

test('a subscriber who leaves as an event comes takes nothing from the others', async () => {
  for (let i = 0; i < 10; i += 1) {
    const [staying, leaving] = [await watch('BILLER'), await watch('BILLER')];
    const changed = change();
    leaving.leave();
    await changed;
    await until(() => staying.heard.length === 2);
    expect(staying.heard[1]?.event?.effect.raised.length).toBeGreaterThan(0);
    staying.leave();
  }
});

/** Hears messages of a document of one's own. */
async function listen<Message>(query: string, variables: Record<string, unknown>): Promise<{ readonly heard: Message[]; leave(): void }> {
  const heard: Message[] = [];
  const client = server.connect(await server.token('BILLER', care.agencyId));
  const leave = client.subscribe<{ alignmentChanged: Message }>(
    { query, variables },
    { next: ({ data }) => void (data && heard.push(data.alignmentChanged)), error: () => undefined, complete: () => undefined },
  );
  await until(() => heard.length > 0);
  return { heard, leave };
}

test('a variable decides what is shown whatever it is called', async () => {
  const document = 'subscription ($after: Boolean!) { alignmentChanged { kind event { type @skip(if: $after) seq: id } } }';
  const [with_, without] = [await listen<object>(document, { after: false }), await listen<object>(document, { after: true })];
  await change();
  await until(() => with_.heard.length === 2 && without.heard.length === 2);
  expect(with_.heard[1]).toMatchObject({ event: { type: expect.any(String) } });
  expect(without.heard[1]).not.toHaveProperty('event.type');
  for (const { leave } of [with_, without]) leave();
});

test('who comes later is shown records as they are then', async () => {
  interface Visits { readonly cursor: string; readonly event: { readonly effect: { readonly affectedVisits: ReadonlyArray<{ readonly status: string }> } } | null }
  const document = 'subscription ($after: String) { alignmentChanged(after: $after) { cursor event { effect { affectedVisits { id status } } } } }';
  const first = await listen<Visits>(document, {});
  const visitId = await change();
  await until(() => first.heard.length === 2);
  const statuses = (heard: readonly Visits[], place: number): string[] => heard[place]?.event?.effect.affectedVisits.map(({ status }) => status) ?? [];
  expect(statuses(first.heard, 1)).toContain('SCHEDULED');
  const before = statuses(first.heard, 1).length;
  await perform(server.app.world, cancelVisit, { visitId }, { viewer: care.viewer });
  await until(async () => {
    const later = await listen<Visits>(document, { after: first.heard[0]?.cursor });
    later.leave();
    expect(statuses(later.heard, 0)).toHaveLength(before);
    return statuses(later.heard, 0).includes('CANCELLED');
  }, 10_000);
  first.leave();
});
