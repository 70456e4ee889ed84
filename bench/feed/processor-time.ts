import type { Child } from '../support/child.js';
import type { Side } from '../support/pace.js';
import type { Deliveries } from '../support/party.js';
import { onStage, type StageOptions } from '../support/stage.js';
import { median, rounded } from '../support/statistics.js';

const ROUNDS = 3;
const WARM_UP_MESSAGES = 50_000;
/** Fewer for the plain server, which takes several times as long for each. */
const EVENTS = { plumbline: 12, plain: 4 };

/** What one message costs the server that sends it, beside graphql-ws that works each out for each subscriber. */
export async function processorTime(options: StageOptions, sockets: number): Promise<{ readonly cpuVsPlain: number }> {
  return onStage(options, async (stage) => {
    const other = await stage.openAgency();
    const ours = await sideOf(await stage.plumbline(), stage.agency);
    const plain = await sideOf(await stage.plain(other), other);
    for (const side of [ours, plain]) await microsecondsOf(side, Math.ceil(WARM_UP_MESSAGES / sockets));

    const [ofOurs, ofPlain]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ofOurs.push(await microsecondsOf(ours, EVENTS.plumbline));
      ofPlain.push(await microsecondsOf(plain, EVENTS.plain));
    }
    const [oursUs, plainUs] = [median(ofOurs), median(ofPlain)];
    console.log(`server time a message to ${sockets} sockets   ours ${oursUs.toFixed(1)} us   plain graphql-ws ${plainUs.toFixed(1)} us   (rounds ${inWords(ofOurs)} and ${inWords(ofPlain)})`);
    return { cpuVsPlain: rounded(oursUs / plainUs, 3) };

    async function sideOf(server: Child<string>, agency: typeof other): Promise<MeasuredSide> {
      return { server, sockets, party: await stage.party(server, agency, sockets), committers: await stage.committers(agency) };
    }
  });
}

interface MeasuredSide extends Side {
  readonly server: Child<string>;
}

/** Of so many events, each committed when the one before has reached everyone. */
async function microsecondsOf({ server, sockets, party, committers }: MeasuredSide, events: number): Promise<number> {
  const before = await server.ask<number>('cpuMs');
  for (let event = 0; event < events; event += 1) {
    await committers.work({ count: 1 });
    await party.ask('received', (event + 1) * sockets);
  }
  const spentMs = (await server.ask<number>('cpuMs')) - before;
  const { count } = await party.ask<Deliveries>('take');
  return (spentMs * 1000) / count;
}

function inWords(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1)).join(' ');
}
