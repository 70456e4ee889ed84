import { Worker } from 'node:worker_threads';

import { nextMessage } from '../support/next-message.js';
import { paced, type Side, tellLatencies } from '../support/pace.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { quantile, rounded } from '../support/statistics.js';

const FEW = 200;
const BARE_SOCKETS = 100;
const PER_SECOND = 20;
const ROUNDS = 3;
const ROUND_MS = 8_000;
const WARM_UP_MS = 5_000;
/** The highest that everyone can be reached at, before the next event comes, is the one that is told. */
const RATES = [20, 15, 10, 7, 5, 3, 2, 1];
const TRIAL_MS = 5_000;
const SHARE_IN_TIME = 0.95;

/**
 * From the commit, as the node that made it knows it, over the hint to another node, to the last client. Beside it what the
 * least server there is needs for half as many, and how late the machine itself is.
 */
export async function latency(options: StageOptions, sockets: number): Promise<{ readonly p50Ms200: number; readonly p99Ms200: number; readonly p99Ms5000: number }> {
  return { ...(await forFew(options)), ...(await forMany(options, sockets)) };
}

async function forFew(options: StageOptions): Promise<{ readonly p50Ms200: number; readonly p99Ms200: number }> {
  return onStage(options, async (stage) => {
    const other = await stage.openAgency();
    const [plumbline, listener] = [await stage.plumbline(), await stage.bare(other)];
    const ours: Side = { sockets: FEW, party: await stage.party(plumbline, stage.agency, FEW), committers: await stage.committers(stage.agency) };
    const bare: Side = { sockets: BARE_SOCKETS, party: await stage.party(listener, other, BARE_SOCKETS, false), committers: await stage.committers(other) };
    for (const side of [ours, bare]) await paced(side, PER_SECOND, WARM_UP_MS);

    const jitter = new Worker(new URL('../support/timer-jitter.js', import.meta.url));
    const [ofOurs, ofBare, lastOfOurs]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { all, last } = await paced(ours, PER_SECOND, ROUND_MS);
      ofOurs.push(...all);
      lastOfOurs.push(...last);
      ofBare.push(...(await paced(bare, PER_SECOND, ROUND_MS)).all);
    }
    jitter.postMessage('late');
    const lateMs = (await nextMessage(jitter)) as Float64Array;
    tellLatencies(`commit -> ${FEW} clients at ${PER_SECOND} events a second`, ofOurs);
    tellLatencies(`commit -> the last of ${FEW}`, lastOfOurs);
    tellLatencies(`commit -> ${BARE_SOCKETS} clients of a bare listener`, ofBare);
    tellLatencies("this machine's timers are late by", lateMs);
    return { p50Ms200: rounded(quantile(ofOurs, 0.5), 1), p99Ms200: rounded(quantile(ofOurs, 0.99), 1) };
  });
}

async function forMany(options: StageOptions, sockets: number): Promise<{ readonly p99Ms5000: number }> {
  return onStage(options, async (stage) => {
    const plumbline = await stage.plumbline();
    const side: Side = { sockets, party: await stage.party(plumbline, stage.agency, sockets), committers: await stage.committers(stage.agency) };
    await paced(side, 1, WARM_UP_MS);
    for (const rate of RATES) {
      const { last } = await paced(side, rate, TRIAL_MS);
      const inTime = last.filter((ms) => ms < 1000 / rate).length / last.length;
      if (inTime < SHARE_IN_TIME && rate !== RATES.at(-1)) continue;
      const measured = await paced(side, rate, ROUNDS * ROUND_MS);
      tellLatencies(`commit -> ${sockets} clients at ${rate} events a second`, measured.all);
      tellLatencies(`commit -> the last of ${sockets}`, measured.last);
      return { p99Ms5000: rounded(quantile(measured.all, 0.99), 1) };
    }
    throw new Error('Expected at least one rate to be tried');
  });
}
