import type { Child } from '../support/child.js';
import { requireOnce } from '../support/pace.js';
import type { Deliveries } from '../support/party.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { median, rounded } from '../support/statistics.js';

const ROUNDS = 3;
/** Few enough to fit into what waits for a socket, so that nobody is let go for being slow. */
const EVENTS = 60;
const WRITERS = 4;

/** Messages a second when events come as fast as they go, beside `ws` that sends a string of the same bytes. The clients are the same. */
export async function throughput(options: StageOptions, sockets: number): Promise<{ readonly ratioToBroadcast: number }> {
  return onStage(options, async (stage) => {
    const [plumbline, bare] = [await stage.plumbline(), await stage.bare(null)];
    const committers = await stage.committers(stage.agency, { writers: WRITERS });
    const ours = await stage.party(plumbline, stage.agency, sockets);
    const theirs = await stage.party(bare, stage.agency, sockets, false);

    const sampled = ours.ask<string>('sample');
    await committers.work({ count: 1 });
    const sample = await sampled;
    const text = sample.slice(sample.indexOf('"type"'));
    const all = EVENTS * sockets;
    const rounds: Record<'ours' | 'bare' | 'oursUs' | 'bareUs', number[]> = { ours: [], bare: [], oursUs: [], bareUs: [] };
    // The first of each is a warm-up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      await ours.ask('take');
      const oursUs = await microseconds(plumbline, all, async () => {
        await committers.work({ count: EVENTS });
        await ours.ask('received', all);
      });
      const delivered = await ours.ask<Deliveries>('take');
      requireOnce(delivered);
      const bareUs = await microseconds(bare, all, async () => {
        await bare.ask('broadcast', { text, times: EVENTS });
        await theirs.ask('received', all);
      });
      const broadcast = await theirs.ask<Deliveries>('take');
      if (round === 0) continue;
      rounds.ours.push(perSecond(delivered));
      rounds.bare.push(perSecond(broadcast));
      rounds.oursUs.push(oursUs);
      rounds.bareUs.push(bareUs);
    }
    const { ours: oursPerSecond, bare: barePerSecond, oursUs, bareUs } = { ours: median(rounds.ours), bare: median(rounds.bare), oursUs: median(rounds.oursUs), bareUs: median(rounds.bareUs) };
    console.log(`messages a second to ${sockets} sockets, ${sample.length} bytes each   ours ${oursPerSecond.toFixed(0)}   bare ws ${barePerSecond.toFixed(0)}`);
    console.log(`server time a message as fast as they go   ours ${oursUs.toFixed(1)} us   bare ws ${bareUs.toFixed(1)} us`);
    return { ratioToBroadcast: rounded(oursPerSecond / barePerSecond) };
  });
}

/** From the first message to the last, so that what it takes to commit the first event is not in it. */
function perSecond({ count, firstAtMs, lastAtMs }: Deliveries): number {
  return (count / (lastAtMs - firstAtMs)) * 1000;
}

async function microseconds(server: Child<string>, messages: number, work: () => Promise<void>): Promise<number> {
  const before = await server.ask<number>('cpuMs');
  await work();
  return (((await server.ask<number>('cpuMs')) - before) * 1000) / messages;
}
