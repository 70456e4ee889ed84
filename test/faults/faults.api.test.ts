import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';

import { rightsEnded } from './scenarios/access.js';
import { clientCut, subscribedWhileWriting } from './scenarios/clients.js';
import { backendsTerminated, connectionsCut, databaseCrashed } from './scenarios/database-failures.js';
import { changeDuplicated } from './scenarios/duplicates.js';
import { standbyPromoted } from './scenarios/failover.js';
import { diskFull } from './scenarios/full-disk.js';
import { hintsDisturbed, writerIdle } from './scenarios/hints.js';
import { clocksSkewed, eventsFromNewerNode, purgedPastClient } from './scenarios/history.js';
import { nodeKilledWhileWriting, nodeKilledWithSockets } from './scenarios/killed-nodes.js';
import { leakSought } from './scenarios/leaks.js';
import { patientContended } from './scenarios/one-patient.js';
import { type Fleet, openFleet } from './support/fleet.js';
import type { Outcome } from './support/outcome.js';

/** The faults in small, one after another on the same two nodes and the same database server; `npm run faults` runs them in large. */
jest.setTimeout(120_000);

let fleet: Fleet;
beforeAll(async () => {
  fleet = await openFleet();
});
afterEach(() => fleet.rest());
afterAll(() => fleet.stop());

const FAULTS: ReadonlyArray<readonly [string, (fleet: Fleet) => Promise<Outcome>]> = [
  ['nothing is lost when a node is killed at any point of a change, and the change is made once', (on) => nodeKilledWhileWriting(on, { kills: 0 })],
  ['the clients of a node that is killed go on at the other and miss nothing', (on) => nodeKilledWithSockets(on, { sockets: 100, kills: 1 })],
  ['what was acknowledged before the database server died is there and told when it is back', (on) => databaseCrashed(on, { crashes: 1 })],
  ['changes are made once and told once while connections to the database are ended', (on) => backendsTerminated(on, { kills: 10 })],
  ['a connection to the database may break at any byte', (on) => connectionsCut(on, { seeds: [1], cuts: 3 })],
  ['hints that are lost, late, doubled or false change nothing of what is told', (on) => hintsDisturbed(on, { rounds: 3, seed: 1 })],
  ['a client that is cut off at any byte goes on where it was', (on) => clientCut(on, { cuts: 15, seed: 1 })],
  ['whoever subscribes while others write has no gap between what was there and what comes', (on) => subscribedWhileWriting(on, { subscribes: 75 })],
  ['clocks that differ by hours change nothing of the order', (on) => clocksSkewed(on, { changes: 8 })],
  ['a change that is asked for fifty times is made once and answered alike', (on) => changeDuplicated(on, { rounds: 1 })],
  ['the events of one patient add up to what the database says, however many write', (on) => patientContended(on, { writers: 16 })],
  ['a transaction that stays open in another agency holds nobody up', (on) => writerIdle(on, { changes: 20 })],
  ['a client whose place is no longer kept is told to begin anew', purgedPastClient],
  ['whose rights have ended hears nothing that comes after', (on) => rightsEnded(on, { rounds: 1 })],
  ['of two agencies with the same ids neither is sent a word of the other', (on) => leakSought(on, { rounds: 8, seed: 1 })],
  ['events of a newer version are passed over, and the stream goes on', (on) => eventsFromNewerNode(on, { events: 4 })],
  ['without room for another event no change is made', diskFull],
  // The last one, because from here on the standby serves.
  ['after a failover whoever was told of what is gone begins anew, and all others go on', (on) => standbyPromoted(on, { lostChanges: 5 })],
];

test.each(FAULTS)('%s', async (_name, happens) => {
  expect((await happens(fleet)).complaints).toEqual([]);
});
