import type { Deliveries } from '../support/party.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { rounded } from '../support/statistics.js';

const MISSED = 100;
const WRITERS = 4;

/** The network is cut for twice as many as are live elsewhere, they miss a hundred events, and all come back at once. */
export async function resume(options: StageOptions, sockets: number): Promise<{ readonly resume10kSeconds: number; readonly resumeLost: number; readonly resumeRepeated: number }> {
  const clients = sockets * 2;
  return onStage(options, async (stage) => {
    const plumbline = await stage.plumbline();
    const committers = await stage.committers(stage.agency, { writers: WRITERS });
    const party = await stage.party(plumbline, stage.agency, clients);
    await committers.work({ count: 1 });
    await party.ask('received', clients);
    await party.ask('cut');
    await committers.work({ count: MISSED });
    await party.ask('take');
    const seconds = await party.ask<number>('resume', MISSED);
    const { lost, repeated, count, closed } = await party.ask<Deliveries>('take');
    console.log(`${clients} clients came back at once and had their ${MISSED} missed events in ${seconds.toFixed(1)} s: ${count} messages, ${lost} lost, ${repeated} repeated, ${closed} closed on the way`);
    return { resume10kSeconds: rounded(seconds, 1), resumeLost: lost, resumeRepeated: repeated };
  });
}
