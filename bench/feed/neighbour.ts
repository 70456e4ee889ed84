import { paced, type Side, tellLatencies } from '../support/pace.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { median, quantile, rounded } from '../support/statistics.js';

const SUBSCRIBERS = 50;
const HOT_WRITERS = 4;
const PER_SECOND = 20;
const ROUNDS = 3;
const ROUND_MS = 6_000;
const WARM_UP_MS = 4_000;

/**
 * How long one agency waits for its events while another one on the same node commits as much as it can. On two cores the
 * flood takes the machine as well as the node; what it does to a bare listener, which has nothing to do with the hot
 * agency, stands beside it.
 */
export async function neighbour(options: StageOptions): Promise<{ readonly neighbourP99Ratio: number }> {
  return onStage(options, async (stage) => {
    const [hotAgency, other] = [await stage.openAgency(), await stage.openAgency()];
    const plumbline = await stage.plumbline();
    const ours: Side = { sockets: SUBSCRIBERS, party: await stage.party(plumbline, stage.agency, SUBSCRIBERS), committers: await stage.committers(stage.agency) };
    const bare: Side = { sockets: SUBSCRIBERS, party: await stage.party(await stage.bare(other), other, SUBSCRIBERS, false), committers: await stage.committers(other) };
    const hot: Side = { sockets: SUBSCRIBERS, party: await stage.party(plumbline, hotAgency, SUBSCRIBERS), committers: await stage.committers(hotAgency, { writers: HOT_WRITERS }) };
    const flooded = async (side: Side, forMs: number): Promise<readonly number[]> => {
      const flood = hot.committers.work({ forMs });
      const { all } = await paced(side, PER_SECOND, forMs);
      const { count } = await flood;
      await hot.party.ask('received', count * SUBSCRIBERS);
      await hot.party.ask('take');
      return all;
    };
    for (const side of [ours, bare]) await paced(side, PER_SECOND, WARM_UP_MS);
    await flooded(ours, WARM_UP_MS);

    const rounds: Record<'calm' | 'loud' | 'bareCalm' | 'bareLoud', Array<readonly number[]>> = { calm: [], loud: [], bareCalm: [], bareLoud: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.calm.push((await paced(ours, PER_SECOND, ROUND_MS)).all);
      rounds.loud.push(await flooded(ours, ROUND_MS));
      rounds.bareCalm.push((await paced(bare, PER_SECOND, ROUND_MS)).all);
      rounds.bareLoud.push(await flooded(bare, ROUND_MS));
    }
    tellLatencies(`commit -> ${SUBSCRIBERS} clients, the neighbour silent`, rounds.calm.flat());
    tellLatencies(`commit -> ${SUBSCRIBERS} clients, the neighbour flooding`, rounds.loud.flat());
    tellLatencies(`commit -> ${SUBSCRIBERS} clients of a bare listener, silent`, rounds.bareCalm.flat());
    tellLatencies(`commit -> ${SUBSCRIBERS} clients of a bare listener, flooding`, rounds.bareLoud.flat());
    const bareRatio = medianP99(rounds.bareLoud) / medianP99(rounds.bareCalm);
    const ratio = medianP99(rounds.loud) / medianP99(rounds.calm);
    console.log(`a flooding neighbour makes the slowest wait ${ratio.toFixed(1)} times as long, those of a bare listener ${bareRatio.toFixed(1)} times`);
    return { neighbourP99Ratio: rounded(ratio) };
  });
}

function medianP99(rounds: ReadonlyArray<readonly number[]>): number {
  return median(rounds.map((ms) => quantile(ms, 0.99)));
}
