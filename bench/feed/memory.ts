import { onStage, type StageOptions } from '../support/stage.js';
import { rounded } from '../support/statistics.js';

const WARM_UP_SOCKETS = 200;

/** What idle sockets, each with a subscription, add to a server that has served a few. */
export async function memory(options: StageOptions, sockets: number): Promise<{ readonly rssMb5000: number }> {
  return onStage(options, async (stage) => {
    const plumbline = await stage.plumbline();
    const first = await stage.party(plumbline, stage.agency, WARM_UP_SOCKETS);
    await first.stop();
    const bareMb = await plumbline.ask<number>('rssMb');
    await stage.party(plumbline, stage.agency, sockets);
    const heldMb = await plumbline.ask<number>('rssMb');
    console.log(`resident memory   ${bareMb.toFixed(0)} MB bare   ${heldMb.toFixed(0)} MB with ${sockets} idle sockets   ${(((heldMb - bareMb) * 1024) / sockets).toFixed(1)} kB each`);
    return { rssMb5000: rounded(heldMb - bareMb, 0) };
  });
}
