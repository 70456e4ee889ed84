import { until } from '../../support/until.js';
import type { Fleet } from '../support/fleet.js';
import { type HeldLock, holdCounter, holdPayers } from '../support/held-lock.js';
import { listenersOf } from '../support/listeners.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { addPayer, type Answered, type Writer } from '../support/writer.js';

/** F1: a node is killed at each point of a change, and then again and again wherever it is. */
export async function nodeKilledWhileWriting(fleet: Fleet, { kills }: { readonly kills: number }): Promise<Outcome> {
  const [node] = fleet.nodes;
  const load = await startLoad(fleet, { writers: 2, recorders: 4 });
  const agencyId = load.agencyIds[0] as string;
  const writer = fleet.writer(agencyId);
  const complaints: string[] = [];

  const killedAt = async (point: string, arrange: (attempt: () => Promise<Answered | null>) => Promise<Answered | null>): Promise<void> => {
    const mark = writer.newMark();
    const unanswered = await arrange(() => writer.attempt(addPayer, mark, {}, node.url));
    await settled(fleet, writer, mark);
    if (unanswered !== null) complaints.push(`answered although killed ${point}`);
    await node.start();
  };

  await killedAt('before the transaction', async (attempt) => {
    node.freeze();
    const answer = attempt();
    await node.kill();
    return answer;
  });
  const killedBehind = async (lock: HeldLock, attempt: () => Promise<Answered | null>): Promise<Answered | null> => {
    const answer = attempt();
    await lock.untilAwaited();
    await node.kill();
    await lock.release();
    return answer;
  };
  await killedAt('in the transaction', async (attempt) => killedBehind(await holdPayers(fleet), attempt));
  await killedAt('between COMMIT and its answer', async (attempt) => killedBehind(await holdCounter(fleet, agencyId), attempt));

  // After the commit and before the hint: those who listen elsewhere find it by themselves.
  const listeners = await listenersOf(fleet);
  listeners.freeze();
  await writer.write();
  await node.kill();
  await listeners.end();
  await node.start();

  for (let i = 0; i < kills; i += 1) {
    await load.untilWritten(10 + ((i * 7) % 23));
    await node.kill();
    await load.untilWritten(5);
    await node.start();
  }
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F1', fault: 'kill -9 of a node that writes', done: `killed at 4 points of a change and ${kills} times anywhere`, recorders: load.recorders, writers: [...load.writers, writer], complaints });
}

/** Whatever became of it, asked again it is done once. */
async function settled(fleet: Fleet, writer: Writer, mark: string): Promise<void> {
  const [, other] = fleet.nodes;
  await until(async () => (await writer.attempt(addPayer, mark, {}, other.url)) !== null);
  writer.marks.push(mark);
}

/** F2: a node is killed that holds many sockets; they go on at the other, and the other way round. */
export async function nodeKilledWithSockets(fleet: Fleet, { sockets, kills }: { readonly sockets: number; readonly kills: number }): Promise<Outcome> {
  let home = 0;
  const load = await startLoad(fleet, {
    writers: 2,
    recorders: sockets / 2,
    recorder: { url: () => (fleet.nodes[home] as Fleet['nodes'][0]).url },
  });
  for (let i = 0; i < kills; i += 1) {
    const node = fleet.nodes[home] as Fleet['nodes'][0];
    await load.untilWritten(20);
    home = 1 - home;
    await node.kill();
    await until(() => load.recorders.every(({ isConnected }) => isConnected), 60_000);
    await load.untilWritten(20);
    await node.start();
  }
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F2', fault: 'kill -9 of a node with sockets', done: `${load.recorders.length} sockets, ${kills} kills`, recorders: load.recorders, writers: load.writers });
}
