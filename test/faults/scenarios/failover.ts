import { until } from '../../support/until.js';
import { type Fleet, untilToldAll } from '../support/fleet.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import { startStandby } from '../support/standby.js';

/**
 * F5: the primary is lost, and a standby that had not yet received the last changes takes its place. Whoever was told of
 * a change that is gone is told to begin anew; whoever was not goes on from the cursor that they have, in a new epoch.
 * The fleet goes on with the standby.
 */
export async function standbyPromoted(fleet: Fleet, { lostChanges }: { readonly lostChanges: number }): Promise<Outcome> {
  const { postgres } = fleet;
  const load = await startLoad(fleet, { agencies: 1, writers: 3, recorders: 6 });
  const agencyId = load.agencyIds[0] as string;
  const standby = await startStandby(postgres.directUrl, postgres.dataDirectory);
  await load.untilWritten(40);
  await load.endWriting();
  await untilToldAll(fleet, agencyId, load.recorders);
  await standby.untilCaughtUp();
  const [away, ...present] = load.recorders;
  away?.goAway();
  const fork = Math.max(...(await fleet.logOf([agencyId])).map(({ seq }) => seq));

  standby.loseSight();
  const lost = fleet.writer(agencyId);
  for (let i = 0; i < lostChanges; i += 1) await lost.write();
  await untilToldAll(fleet, agencyId, present);
  await postgres.failOver(standby);

  await until(() => present.every(({ resyncs, hasStarted }) => resyncs.length > 0 && hasStarted), 60_000);
  away?.comeBack();
  const after = fleet.writer(agencyId);
  for (let i = 0; i < 20; i += 1) await after.write();
  await untilToldAll(fleet, agencyId, load.recorders);
  const log = await fleet.logOf([agencyId]);
  const reasons = new Set(present.flatMap(({ resyncs }) => resyncs));
  const told = present.flatMap(({ histories }) => histories[0]?.messages.filter(({ position }) => position.epoch === 1 && position.seq > fork) ?? []).length;
  const complaints = [
    ...(reasons.size === 1 && reasons.has('OTHER_EPOCH') ? [] : [`told ${[...reasons].join(', ')}`]),
    ...(away?.resyncs.length === 0 ? [] : ['one whose place is before the fork was told to begin anew']),
    ...(told === present.length * lostChanges ? [] : ['the changes that were lost had not been told']),
    ...(log.every(({ seq, epoch }) => epoch === (seq > fork ? 2 : 1)) ? [] : ['the fork is not where the standby ended']),
  ];
  // What was told of the lost line of history is no part of this one; what came before it is.
  const histories = load.recorders.flatMap((recorder) => recorder.histories.map((history) => {
    const isOnLostLine = history.until?.epoch === 1 && history.until.seq > fork;
    return isOnLostLine ? { ...history, messages: history.messages.filter(({ position }) => position.seq <= fork), until: { epoch: 1, seq: fork } } : history;
  }));
  const done = `${lostChanges} acknowledged changes that died with the primary, told ${told} times; ${present.length} clients beyond the fork, 1 before it`;
  return outcomeOf(fleet, { id: 'F5', fault: 'standby promoted without the tail', done, recorders: load.recorders, writers: [...load.writers, after], histories, complaints });
}
