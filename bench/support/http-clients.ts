import { Agent, request } from 'node:http';
import { workerData } from 'node:worker_threads';

import { toGlobalId } from '../../src/graphql/global-id.js';
import { serveLoad } from './load-worker.js';
import { type BenchPatient, moversOf } from './movers.js';

/** Scheduling clients, each with a connection that stays open and patients of its own. */
export interface HttpClientsData {
  readonly url: string;
  readonly token: string;
  readonly clients: number;
  /** Each client: one mutation so often; otherwise as soon as the one before is answered. */
  readonly everyMs?: number;
  readonly patients: readonly BenchPatient[];
}

const MUTATION = `mutation ($input: RescheduleVisitInput!, $cause: ChangeCause, $reason: String) {
  rescheduleVisit(input: $input, cause: $cause, reason: $reason) {
    record { id version startsAt endsAt serviceOn status }
    alignment { raised { id ruleId severity } cleared { id ruleId } balances { lineId after { remainingUnits } } affectedVisitIds }
    cursor
  }
}`;

const { url, token, clients, everyMs, patients } = workerData as HttpClientsData;
const agent = new Agent({ keepAlive: true, maxSockets: clients });

serveLoad(
  moversOf(patients, clients).map((next) => async () => {
    const { visitId, startsAt, endsAt } = next();
    const input = { visitId: toGlobalId('Visit', visitId), startsAt, endsAt };
    const answer = await post(JSON.stringify({ query: MUTATION, variables: { input, cause: 'PATIENT_REQUEST', reason: 'Bench' } }));
    if (!answer.includes('"cursor":"')) throw new Error(`The mutation was refused: ${answer.slice(0, 500)}`);
  }),
  everyMs,
);

function post(body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) };
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
