import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { chanceOf } from '../../../src/demo/chance.js';
import { startProxy } from '../../support/tcp-proxy.js';
import { until } from '../../support/until.js';
import { type Fleet, untilToldAll } from '../support/fleet.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { DOCUMENT, type Recorder } from '../support/recorder.js';

/** F8: the network between a client and its node is cut at random bytes, in the middle of handshakes and frames. */
export async function clientCut(fleet: Fleet, { cuts, seed }: { readonly cuts: number; readonly seed: number }): Promise<Outcome> {
  const chance = chanceOf(seed);
  const network = await startProxy(fleet.nodes[0].url);
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: 3, recorder: { url: () => network.url } });
  for (let i = 0; i < cuts; i += 1) await network.cutAfter(chance.whole(1, 3_000));
  await load.endWriting();
  const outcome = await outcomeOf(fleet, { id: 'F8', fault: 'client sockets cut', done: `${cuts} cuts at a random byte, ${sum(load.recorders, ({ connections }) => connections)} connections`, ...load });
  await network.stop();
  return outcome;
}

/** F9: clients come while others write, some with a place that they read together with data, some for a snapshot. */
export async function subscribedWhileWriting(fleet: Fleet, { subscribes }: { readonly subscribes: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 1, writers: 3, recorders: 1 });
  const agencyId = load.agencyIds[0] as string;
  const complaints: string[] = [];
  const came: Recorder[] = [];
  for (let wave = 0; came.length < subscribes; wave += 1) {
    const before = came.length;
    await Promise.all(Array.from({ length: Math.min(25, subscribes - before) }, async (_, i) => {
      if (i % 2 === 0) return void came.push(fleet.record(agencyId));
      const { payers, streamStatus } = await dataAndPlace(fleet, agencyId);
      // The agency was opened by one event, and each after it adds a payer.
      if (payers.totalCount !== streamStatus.headNumber - 1) complaints.push(`${payers.totalCount} payers at event ${streamStatus.headNumber}`);
      came.push(fleet.record(agencyId, { after: streamStatus.head }));
    }));
    await until(() => came.slice(before).every(({ count }) => count >= 2), 60_000);
    // Some stay, the others make room.
    if (wave % 2 === 1) for (const recorder of came.slice(before)) recorder.goAway();
  }
  await load.endWriting();
  for (const recorder of came) if (!recorder.isConnected) recorder.comeBack();
  return outcomeOf(fleet, { id: 'F9', fault: 'subscribing races with commits', done: `${subscribes} subscribes while others write`, recorders: [...load.recorders, ...came], writers: load.writers, complaints });
}

interface DataAndPlace {
  readonly payers: { readonly totalCount: number };
  readonly streamStatus: { readonly head: string; readonly headNumber: number };
}

async function dataAndPlace(fleet: Fleet, agencyId: string): Promise<DataAndPlace> {
  const response = await fetch(`${fleet.anyNode()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await fleet.token('BILLER', agencyId)}` },
    body: JSON.stringify({ query: '{ payers(first: 1) { totalCount } streamStatus { head headNumber } }' }),
  });
  return ((await response.json()) as { readonly data: DataAndPlace }).data;
}

/** So much of each event that a socket which nobody reads is soon full. */
const WIDE = DOCUMENT.replace('event { id }', `event { id ${Array.from({ length: 10 }, (_, i) => `w${i}: what { entity id field before after }`).join(' ')} }`);
const COPIES = 18;

/** F10: some read nothing. What waits for them is bounded, the others hear everything, and so do they when they come back. */
export async function readerPaused(fleet: Fleet, { slow, healthy, changes }: { readonly slow: number; readonly healthy: number; readonly changes: number }): Promise<Outcome> {
  const [node] = fleet.nodes;
  const url = (): string => node.url;
  const agencyId = await fleet.newAgency();
  const paused = Array.from({ length: slow }, () => fleet.record(agencyId, { url, document: WIDE, copies: COPIES }));
  const others = Array.from({ length: healthy }, () => fleet.record(agencyId, { url }));
  const recorders = [...paused, ...others];
  await until(() => recorders.every(({ hasStarted }) => hasStarted), 60_000);
  const complaints: string[] = [];
  const before = await memoryOf(node.pid);
  for (const recorder of paused) recorder.pause();
  const writer = fleet.writer(agencyId);
  for (let i = 0; i < changes; i += 1) await writer.write();
  await untilToldAll(fleet, agencyId, others);
  const grownMiB = Math.round((await memoryOf(node.pid) - before) / 1024);
  // A reader is owed no more than a megabyte; all that was said to them, kept, would be many times that.
  if (grownMiB > 100) complaints.push(`the node grew by ${grownMiB} MiB`);
  for (const recorder of paused) recorder.resume();
  await until(() => paused.every(({ closeCodes }) => closeCodes.length > 0), 60_000);
  const codes = new Set(paused.map(({ closeCodes }) => closeCodes[0]));
  if (codes.size !== 1 || !codes.has(1013)) complaints.push(`closed with ${[...codes].join(', ')}`);
  return outcomeOf(fleet, { id: 'F10', fault: 'readers that do not read', done: `${slow} paused beside ${healthy} others, ${changes} changes`, recorders, writers: [writer], complaints });
}

async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

const FROZEN_MS = 2_000;

/** F11: a node does nothing for two seconds, and another may not open as many sockets as come. */
export async function nodeOverwhelmed(fleet: Fleet, { sockets }: { readonly sockets: number }): Promise<Outcome> {
  const [node] = fleet.nodes;
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: sockets, recorder: { url: () => node.url } });
  node.freeze();
  await delay(FROZEN_MS);
  node.thaw();
  await load.untilWritten(20);

  const narrow = await fleet.another();
  await narrow.allowFiles(100);
  const crowd = Array.from({ length: 200 }, () => fleet.record(load.agencyIds[0] as string, { url: () => narrow.url }));
  await until(() => crowd.filter(({ hasStarted }) => hasStarted).length > 20, 60_000);
  await load.untilWritten(20);
  await load.endWriting();
  const [stay, leave] = [crowd.slice(0, 20), crowd.slice(20)];
  for (const recorder of leave) recorder.stop();
  const complaints = narrow.isRunning ? [] : ['the node ended when it could open no more'];
  const done = `frozen for 2 s with ${sockets} sockets; 200 sockets for a node with room for less than 100`;
  const outcome = await outcomeOf(fleet, { id: 'F11', fault: 'event loop blocked, no descriptors left', done, recorders: [...load.recorders, ...stay], writers: load.writers, complaints });
  await narrow.kill();
  return outcome;
}

/** F18: everyone comes back at once, and has missed a hundred events. */
export async function stormed(fleet: Fleet, { sockets }: { readonly sockets: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { agencies: 2, writers: 4, recorders: sockets / 2 });
  for (const recorder of load.recorders) recorder.goAway();
  await until(() => load.recorders.every(({ isConnected }) => !isConnected), 240_000);
  await load.untilWritten(250);
  for (const recorder of load.recorders) recorder.comeBack();
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F18', fault: 'reconnect storm', done: `${load.recorders.length} sockets come back at once, each after 100 events or more`, ...load, patienceMs: 400_000 });
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
