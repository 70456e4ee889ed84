import type { Fleet } from '../support/fleet.js';
import { holdCounter } from '../support/held-lock.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { addPayer } from '../support/writer.js';

const DUPLICATES = 50;
const OTHER = addPayer.replace('"Payer"', '"Other"');

/** F14: one change is asked for fifty times at once on two nodes, of which one is killed before anyone has been answered. */
export async function changeDuplicated(fleet: Fleet, { rounds }: { readonly rounds: number }): Promise<Outcome> {
  const [node] = fleet.nodes;
  const agencyId = await fleet.newAgency();
  const recorder = fleet.record(agencyId, { after: await headOf(fleet, agencyId) });
  const complaints: string[] = [];
  let turn = 0;
  const writer = fleet.writer(agencyId, () => {
    const running = fleet.nodes.filter(({ isRunning }) => isRunning);
    return (running[(turn += 1) % running.length] ?? node).url;
  });
  for (let round = 0; round < rounds; round += 1) {
    const mark = writer.newMark();
    const lock = await holdCounter(fleet, agencyId);
    const answers = Array.from({ length: DUPLICATES }, () => writer.write(addPayer, {}, mark));
    await lock.untilAwaited();
    await node.kill();
    await lock.release();
    const texts = new Set((await Promise.all(answers)).map(({ text }) => text));
    if (texts.size !== 1) complaints.push(`${texts.size} different answers`);
    const other = await writer.write(OTHER, {}, mark);
    if (other.refusal !== 'IDEMPOTENCY_MISMATCH') complaints.push(`another body under the same key: ${other.refusal ?? 'done'}`);
    await node.start();
  }
  return outcomeOf(fleet, { id: 'F14', fault: 'one change asked for many times', done: `${rounds} rounds of ${DUPLICATES} duplicates on two nodes, one killed in between`, recorders: [recorder], writers: [writer], complaints });
}

async function headOf({ sql, cursors }: Fleet, agencyId: string): Promise<string> {
  const [head] = await sql<{ epoch: number; seq: number }>('select epoch, head::int as seq from stream_heads where agency_id = $1', [agencyId]);
  return cursors.encode(agencyId, head ?? { epoch: 1, seq: 0 });
}
