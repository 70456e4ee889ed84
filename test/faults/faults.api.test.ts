import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { backendsTerminated, connectionsCut, databaseCrashed } from './scenarios/database-failures.js';
import { changeDuplicated } from './scenarios/duplicates.js';
import { nodeKilledWhileWriting, nodeKilledWithSockets } from './scenarios/killed-nodes.js';
import { type Fleet, openFleet } from './support/fleet.js';
import type { Outcome } from './support/outcome.js';

/** Every fault in small; `npm run faults` runs them in large. */
jest.setTimeout(60_000);

let fleet: Fleet;
beforeAll(async () => {
  fleet = await openFleet();
});
afterAll(() => fleet.stop());

function holds({ complaints }: Outcome): void {
  expect(complaints).toEqual([]);
}

test('nothing is lost when a node is killed at any point of a change, and the change is made once', async () => {
  holds(await nodeKilledWhileWriting(fleet, { kills: 1 }));
});

test('the clients of a node that is killed go on at the other and miss nothing', async () => {
  holds(await nodeKilledWithSockets(fleet, { sockets: 200, kills: 1 }));
});

test('what was acknowledged before the database server died is there and told when it is back', async () => {
  holds(await databaseCrashed(fleet, { crashes: 1 }));
});

test('changes are made once and told once while connections to the database are ended', async () => {
  holds(await backendsTerminated(fleet, { kills: 15 }));
  holds(await connectionsCut(fleet, { seeds: [1], cuts: 5 }));
});

test('a change that is asked for fifty times is made once and answered alike', async () => {
  holds(await changeDuplicated(fleet, { rounds: 1 }));
});
