import { systemOf } from '../../../src/auth/viewer.js';
import { addPayer } from '../../../src/changes/add-payer.js';
import { perform } from '../../../src/changes/perform.js';
import { systemIds } from '../../../src/system.js';
import { MS_PER_HOUR } from '../../../src/base/day.js';
import { until } from '../../support/until.js';
import { type Fleet, untilToldAll } from '../support/fleet.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { MARK } from '../support/writer.js';

/** F12: nodes whose clocks are an hour ahead and an hour behind write in turn. What orders events is their number. */
export async function clocksSkewed(fleet: Fleet, { changes }: { readonly changes: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 1, writers: 1, recorders: 3 });
  const agencyId = load.agencyIds[0] as string;
  const marks: string[] = [];
  const skewedBy = async (ms: number): Promise<void> => {
    const mark = `${MARK}skewed-${systemIds.next()}`;
    const clock = { now: () => new Date(Date.now() + ms) };
    await perform({ ...fleet.world, clock }, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: systemOf(agencyId), reason: mark });
    marks.push(mark);
  };
  for (let i = 0; i < changes; i += 1) await skewedBy([MS_PER_HOUR, -MS_PER_HOUR, 5_000, -5_000][i % 4] as number);
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F12', fault: 'clocks an hour ahead and behind', done: `${changes} changes at skewed times among others`, ...load, marks });
}

/** F19: what an absent client has missed is no longer kept. It is told so, begins anew, and those who are there notice nothing. */
export async function purgedPastClient(fleet: Fleet): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: 4 });
  const agencyId = load.agencyIds[0] as string;
  const [absent, ...present] = load.recorders;
  absent?.goAway();
  await load.untilWritten(60);
  await load.endWriting();
  await untilToldAll(fleet, agencyId, present);
  const before = await fleet.logOf([agencyId]);
  const [{ purged } = { purged: 0 }] = await fleet.sql<{ purged: number }>('select purge_alignment_events($1, clock_timestamp(), 50) as purged', [agencyId]);
  // A node that remembers recent events could serve them from memory, and would be right to.
  await Promise.all(fleet.nodes.map(async (node) => {
    await node.kill();
    await node.start();
  }));
  absent?.comeBack();
  await until(() => absent?.hasStarted === true && absent.resyncs.length > 0, 60_000);
  const writer = fleet.writer(agencyId);
  for (let i = 0; i < 10; i += 1) await writer.write();
  await untilToldAll(fleet, agencyId, load.recorders);
  const complaints = [
    ...(absent?.resyncs.join() === 'PURGED' ? [] : [`the absent client was told ${absent?.resyncs.join()}`]),
    ...(present.every(({ resyncs }) => resyncs.length === 0) ? [] : ['those who were there were told to begin anew']),
  ];
  const log = [...before, ...(await fleet.logOf([agencyId])).filter(({ seq }) => seq > before.length)];
  return outcomeOf(fleet, { id: 'F19', fault: 'purge past an absent client', done: `${purged} events purged`, recorders: load.recorders, writers: [...load.writers, writer], log, complaints });
}

/** F22: a newer node, as while a new version is rolled out, writes events that this one has never heard of. */
export async function eventsFromNewerNode(fleet: Fleet, { events }: { readonly events: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: 4 });
  const agencyId = load.agencyIds[0] as string;
  for (let i = 0; i < events; i += 1) {
    await load.untilWritten(3);
    const isOfNewType = i % 2 === 0;
    await fleet.sql(NEWER, [agencyId, JSON.stringify([newer(isOfNewType ? { type: 'PARKING_SPOT_FOUND' } : { schema_version: 99, body: { told: 'otherwise' } })])]);
  }
  const away = load.recorders[0];
  away?.goAway();
  await load.untilWritten(10);
  await load.endWriting();
  away?.comeBack();
  await untilToldAll(fleet, agencyId, load.recorders);
  const log = await fleet.logOf([agencyId]);
  const codes = load.recorders.flatMap(({ closeCodes }) => closeCodes).filter((code) => code !== 1006);
  const complaints = codes.length === 0 ? [] : [`sockets were closed: ${[...new Set(codes)].join(', ')}`];
  const isKnown = ({ type, mark }: { readonly type: string; readonly mark: string | null }): boolean => type === 'AGENCY_OPENED' || mark !== null;
  const histories = load.recorders.flatMap(({ histories: each }) => each.map((history) => ({ ...history, isAbout: isKnown })));
  return outcomeOf(fleet, { id: 'F22', fault: 'events of a newer version', done: `${events} events of unknown types and shapes`, recorders: load.recorders, writers: load.writers, histories, log, complaints });
}

const NEWER = `select append_alignment_events($1, $2, null, null, null, null)`;

function newer(differing: object): object {
  const at = new Date().toISOString();
  return { event_id: systemIds.next(), correlation_id: systemIds.next(), schema_version: 1, type: 'PAYER_ADDED', patient_id: null, branch_id: null, payer_ids: [], body: {}, occurred_at: at, recorded_at: at, ...differing };
}
