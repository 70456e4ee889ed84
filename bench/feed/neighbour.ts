import { paced, type Side, tellLatencies } from '../support/pace.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { median, quantile, rounded } from '../support/statistics.js';

const SUBSCRIBERS = 50;
const HOT_WRITERS = 4;
const PER_SECOND = 20;
const ROUNDS = 5;
const ROUND_MS = 6_000;
const WARM_UP_MS = 4_000;

/** How long one agency waits for its events while another one on the same node commits as much as it can. */
export async function neighbour(options: StageOptions): Promise<{ readonly neighbourP99Ratio: number }> {
  return onStage(options, async (stage) => {
    const hotAgency = await stage.openAgency();
    const plumbline = await stage.plumbline();
    const quiet: Side = { sockets: SUBSCRIBERS, party: await stage.party(plumbline, stage.agency, SUBSCRIBERS), committers: await stage.committers(stage.agency) };
    const hot: Side = { sockets: SUBSCRIBERS, party: await stage.party(plumbline, hotAgency, SUBSCRIBERS), committers: await stage.committers(hotAgency, { writers: HOT_WRITERS }) };
    const flooded = async (forMs: number): Promise<readonly number[]> => {
      const flood = hot.committers.work({ forMs });
      const { all } = await paced(quiet, PER_SECOND, forMs);
      const { count } = await flood;
      await hot.party.ask('received', count * SUBSCRIBERS);
      await hot.party.ask('take');
      return all;
    };
    await paced(quiet, PER_SECOND, WARM_UP_MS);
    await flooded(WARM_UP_MS);

    const [calm, loud]: [Array<readonly number[]>, Array<readonly number[]>] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      calm.push((await paced(quiet, PER_SECOND, ROUND_MS)).all);
      loud.push(await flooded(ROUND_MS));
    }
    tellLatencies(`commit -> ${SUBSCRIBERS} clients, the neighbour silent`, calm.flat());
    tellLatencies(`commit -> ${SUBSCRIBERS} clients, the neighbour flooding`, loud.flat());
    return { neighbourP99Ratio: rounded(medianP99(loud) / medianP99(calm)) };
  });
}

function medianP99(rounds: ReadonlyArray<readonly number[]>): number {
  return median(rounds.map((ms) => quantile(ms, 0.99)));
}
