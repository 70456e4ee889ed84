import type { Deliveries } from '../support/party.js';
import { requireOnce } from '../support/pace.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { median, rounded } from '../support/statistics.js';

const SUBSCRIBERS = 200;
const WRITERS = 4;
const ROUNDS = 3;
const ROUND_MS = 6_000;

/** Commits a second while they are told to two hundred, beside as many writers in an agency that nobody listens to. */
export async function commits(options: StageOptions): Promise<{ readonly commitRatio: number }> {
  return onStage(options, async (stage) => {
    const silent = await stage.openAgency();
    const plumbline = await stage.plumbline();
    const party = await stage.party(plumbline, stage.agency, SUBSCRIBERS);
    const told = await stage.committers(stage.agency, { writers: WRITERS });
    const untold = await stage.committers(silent, { writers: WRITERS, isHinting: false });

    const [ofTold, ofUntold]: [number[], number[]] = [[], []];
    let closed = 0;
    // The first of each is a warm-up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const { count, seconds } = await told.work({ forMs: ROUND_MS });
      // Whoever was let go for being slow comes back, and so everyone is told everything in the end.
      await party.ask('received', count * SUBSCRIBERS);
      const delivered = await party.ask<Deliveries>('take');
      requireOnce(delivered);
      const { count: countUntold, seconds: secondsUntold } = await untold.work({ forMs: ROUND_MS });
      if (round === 0) continue;
      closed += delivered.closed;
      ofTold.push(count / seconds);
      ofUntold.push(countUntold / secondsUntold);
    }
    const [toldPerSecond, untoldPerSecond] = [median(ofTold), median(ofUntold)];
    console.log(`commits a second by ${WRITERS} writers   ${toldPerSecond.toFixed(0)} told to ${SUBSCRIBERS} (${closed} let go and back)   ${untoldPerSecond.toFixed(0)} told to nobody`);
    return { commitRatio: rounded(toldPerSecond / untoldPerSecond) };
  });
}
