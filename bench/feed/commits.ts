import type { Child } from '../support/child.js';
import { requireOnce } from '../support/pace.js';
import type { Deliveries } from '../support/party.js';
import { type Committers, onStage, type Stage, type StageAgency, type StageOptions } from '../support/stage.js';
import { median, rounded } from '../support/statistics.js';

const SUBSCRIBERS = 200;
const WRITERS = 4;
const ROUNDS = 3;
const ROUND_MS = 6_000;

/**
 * Commits a second while they are told to two hundred, beside as many writers in an agency that nobody listens to. Where
 * writers, database, server and clients share two cores, whoever is told takes time from those who write: what a bare
 * listener takes stands beside it.
 */
export async function commits(options: StageOptions): Promise<{ readonly commitRatio: number }> {
  return onStage(options, async (stage) => {
    const [silent, other] = [await stage.openAgency(), await stage.openAgency()];
    const ours = await told(stage, stage.agency, await stage.plumbline());
    const bare = await told(stage, other, await stage.bare(other), false);
    const untold = await stage.committers(silent, { writers: WRITERS, isHinting: false });

    const rounds: Record<'ours' | 'bare' | 'untold', number[]> = { ours: [], bare: [], untold: [] };
    // The first of each is a warm-up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const perSecond = { ours: await toldPerSecond(ours), untold: perSecondOf(await untold.work({ forMs: ROUND_MS })), bare: await toldPerSecond(bare) };
      if (round === 0) continue;
      for (const [name, value] of Object.entries(perSecond)) rounds[name as keyof typeof rounds].push(value);
    }
    const [oursPerSecond, barePerSecond, untoldPerSecond] = [median(rounds.ours), median(rounds.bare), median(rounds.untold)];
    console.log(`commits a second by ${WRITERS} writers   ${untoldPerSecond.toFixed(0)} told to nobody   ${oursPerSecond.toFixed(0)} told to ${SUBSCRIBERS}   ${barePerSecond.toFixed(0)} told to ${SUBSCRIBERS} by a bare listener`);
    return { commitRatio: rounded(oursPerSecond / untoldPerSecond) };
  });
}

interface Told {
  readonly party: Child<null>;
  readonly committers: Committers;
}

async function told(stage: Stage, agency: StageAgency, server: Child<string>, isChained = true): Promise<Told> {
  return { party: await stage.party(server, agency, SUBSCRIBERS, isChained), committers: await stage.committers(agency, { writers: WRITERS }) };
}

async function toldPerSecond({ party, committers }: Told): Promise<number> {
  const committed = await committers.work({ forMs: ROUND_MS });
  // Whoever was let go for being slow comes back, and so everyone is told everything in the end.
  await party.ask('received', committed.count * SUBSCRIBERS);
  requireOnce(await party.ask<Deliveries>('take'));
  return perSecondOf(committed);
}

function perSecondOf({ count, seconds }: { readonly count: number; readonly seconds: number }): number {
  return count / seconds;
}
