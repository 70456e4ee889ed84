import { systemOf } from '../../../src/auth/viewer.js';
import { changeAccess } from '../../../src/changes/change-access.js';
import { grantAccess } from '../../../src/changes/grant-access.js';
import { perform } from '../../../src/changes/perform.js';
import { resumeAgency } from '../../../src/changes/resume-agency.js';
import { revokeAccess } from '../../../src/changes/revoke-access.js';
import { scheduleVisit } from '../../../src/changes/schedule-visit.js';
import { suspendAgency } from '../../../src/changes/suspend-agency.js';
import type { Position } from '../../../src/feed/position.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../../src/base/day.js';
import { admit, type Care, openCare } from '../../support/care.js';
import { until } from '../../support/until.js';
import type { History, LoggedEvent } from '../support/check-histories.js';
import { type Fleet, untilToldAll } from '../support/fleet.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import type { Recorder } from '../support/recorder.js';

const FORBIDDEN = 4403;

/** F20: rights end or shrink while events stream. Nobody hears anything that comes after. */
export async function rightsEnded(fleet: Fleet, { rounds }: { readonly rounds: number }): Promise<Outcome> {
  const care = await openCare(fleet.world);
  const second = await admit(fleet.world, care);
  const { agencyId, viewer } = care;
  const as = (subject: string, lifetimeSeconds?: number): Recorder =>
    fleet.record(agencyId, { token: () => fleet.token('BILLER', agencyId, { subject, ...(lifetimeSeconds !== undefined && { lifetimeSeconds }) }) });
  const grant = (subject: string, patientIds: readonly string[] | null): Promise<string> =>
    perform(fleet.world, grantAccess, { subject, role: 'BILLER', patientIds }, { viewer }).then(({ record }) => record.id);
  const staying = as('stays');
  const short = as('short', 2);
  const histories: History[] = [];
  const complaints: string[] = [];
  const others: Recorder[] = [];

  for (let round = 0; round < rounds; round += 1) {
    const [sent, narrowed] = [`sent-away-${round}`, `narrowed-${round}`];
    const sentId = await grant(sent, null);
    const narrowedId = await grant(narrowed, [care.patientId, second]);
    const leaving = as(sent);
    const narrower = as(narrowed);
    others.push(leaving, narrower);
    await until(() => [staying, short, leaving, narrower].every(({ hasStarted }) => hasStarted));
    await visits(fleet, care, [care.patientId, second], 5);
    await untilToldAll(fleet, agencyId, [leaving, narrower]);

    // Amid changes, so that what is behind it is in the log before any node has noticed. One loss of rights after the
    // other, because with each the rights of all are those of that moment, which may be narrower than of this place in the log.
    const [shrunk] = await Promise.all([
      perform(fleet.world, changeAccess, { agencyMemberId: narrowedId, patientIds: [care.patientId] }, { viewer }),
      visits(fleet, care, [second, care.patientId], 10),
    ]);
    const from = (shrunk.position as Position).seq;
    await untilToldAll(fleet, agencyId, [leaving]);
    const [revoked] = await Promise.all([
      perform(fleet.world, revokeAccess, { agencyMemberId: sentId }, { viewer }),
      visits(fleet, care, [second, care.patientId], 10),
    ]);
    await visits(fleet, care, [second, care.patientId], 5);
    await until(() => leaving.closeCodes.includes(FORBIDDEN));
    histories.push(...upTo(leaving, revoked.position as Position));
    // What concerns no patient, everyone hears of.
    const isHers = ({ patientId, seq }: LoggedEvent): boolean => patientId === null || patientId === care.patientId || (patientId === second && seq < from);
    await untilToldAll(fleet, agencyId, [staying]);
    await until(() => narrower.seq > from);
    histories.push(...narrower.histories.map((history): History => ({ ...history, isAbout: isHers, until: history.messages.at(-1)?.position ?? history.start })));
  }
  await until(() => short.closeCodes.includes(FORBIDDEN));

  const codesBefore = staying.closeCodes.length;
  await perform(fleet.world, suspendAgency, {}, { viewer });
  await until(() => staying.closeCodes.length > codesBefore);
  if (staying.closeCodes[codesBefore] !== FORBIDDEN) complaints.push(`suspended, and closed with ${staying.closeCodes[codesBefore] ?? 'nothing'}`);
  const heard = staying.count;
  const hidden = await visits(fleet, care, [second], 3);
  if (staying.count !== heard) complaints.push('events reached someone of a suspended agency');
  await perform(fleet.world, resumeAgency, {}, { viewer });
  await untilToldAll(fleet, agencyId, [staying, short]);
  histories.push(...staying.histories, ...short.histories);
  const done = `${rounds} times sent away and narrowed, tokens of 2 s that expired ${short.closeCodes.filter((code) => code === FORBIDDEN).length} times, suspended with ${hidden} changes and resumed`;
  return outcomeOf(fleet, { id: 'F20', fault: 'rights end mid-stream', done, recorders: [staying, short, ...others], writers: [], histories, complaints });
}

/** Nothing behind this may have been heard; up to where its reader was let go, everything. */
function upTo(recorder: Recorder, end: Position): History[] {
  return recorder.histories.map((history) => ({ ...history, isAbout: ({ seq }) => seq < end.seq, until: history.messages.at(-1)?.position ?? history.start }));
}

async function visits({ world }: Fleet, { agencyId }: Care, patientIds: readonly string[], count: number): Promise<number> {
  for (let i = 0; i < count; i += 1) {
    const startsAt = new Date(Date.now() + MS_PER_DAY + Math.floor(Math.random() * 500) * MS_PER_HOUR);
    await perform(world, scheduleVisit, { patientId: patientIds[i % patientIds.length] as string, serviceCode: 'G0151', startsAt, endsAt: new Date(startsAt.getTime() + 45 * 60_000) }, { viewer: systemOf(agencyId) });
  }
  return count;
}
