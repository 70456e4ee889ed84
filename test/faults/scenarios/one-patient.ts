import type { FindingRow } from '../../../src/db/rows/finding-row.js';
import { chanceOf } from '../../../src/demo/chance.js';
import type { EventBody } from '../../../src/feed/event.js';
import { toGlobalId } from '../../../src/graphql/global-id.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../../../src/base/day.js';
import { authorize, type Care, openCare, order } from '../../support/care.js';
import type { Fleet } from '../support/fleet.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';
import type { Writer } from '../support/writer.js';

const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!, $key: String!) { done: ${name}(input: $input, idempotencyKey: $key, reason: $key) { record { id } cursor } }`;
const SCHEDULE = mutation('scheduleVisit', 'ScheduleVisitInput');
const RESCHEDULE = mutation('rescheduleVisit', 'RescheduleVisitInput');
const CANCEL = mutation('cancelVisit', 'VisitInput');
const COMPLETE = mutation('completeVisit', 'CompleteVisitInput');
const WRITE_NOTE = mutation('writeNote', 'WriteNoteInput');
const EXTEND = mutation('extendAuthorization', 'ExtendAuthorizationInput');

/** F15: many plan, document and authorize the care of one patient at once; whoever adds up the events has what the database has. */
export async function patientContended(fleet: Fleet, { writers: count }: { readonly writers: number }): Promise<Outcome> {
  const now = Date.now();
  const on = (days: number): string => new Date(now + days * MS_PER_DAY).toISOString().slice(0, 10);
  const care = await openCare(fleet.world);
  await order(fleet.world, care);
  const { authorizationId } = await authorize(fleet.world, care, { visits: 40, startsOn: on(-60), endsOn: on(60) });
  const recorders = [
    ...Array.from({ length: 4 }, () => fleet.record(care.agencyId)),
    fleet.record(care.agencyId, { filter: { patientIds: [toGlobalId('Patient', care.patientId)] }, isAbout: ({ patientId }) => patientId === care.patientId }),
  ];
  const writers = Array.from({ length: count }, () => fleet.writer(care.agencyId));
  await Promise.all(writers.map((writer, i) => caredFor(writer, care, now, i)));
  await writers[0]?.write(EXTEND, { input: { authorizationId: toGlobalId('Authorization', authorizationId), endsOn: on(90), addedUnits: 10 } });
  const complaints = await differencesFromFold(fleet, care);
  return outcomeOf(fleet, { id: 'F15', fault: 'many writers on one patient', done: `${count} writers plan, move, complete, document and cancel at once`, recorders, writers, complaints });
}

/** Each sees one visit through: planned, and moved or cancelled if it is to come, made and documented if it is past. */
async function caredFor(writer: Writer, { patientId }: Care, now: number, i: number): Promise<void> {
  const chance = chanceOf(i);
  const slot = (days: number): { readonly startsAt: string; readonly endsAt: string } => {
    const startsAt = now + days * MS_PER_DAY + chance.whole(0, 23) * MS_PER_HOUR;
    return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 45 * 60_000).toISOString() };
  };
  const isPast = chance.happens(50);
  const answer = await writer.write(SCHEDULE, { input: { patientId: toGlobalId('Patient', patientId), serviceCode: 'G0151', ...slot(isPast ? -chance.whole(2, 30) : chance.whole(1, 30)) } });
  if (answer.refusal !== null) throw new Error(`A visit cannot be planned: ${answer.text}`);
  const visitId = (JSON.parse(answer.text) as { readonly data: { readonly done: { readonly record: { readonly id: string } } } }).data.done.record.id;
  if (isPast) {
    await writer.write(COMPLETE, { input: { visitId } });
    await writer.write(WRITE_NOTE, { input: { visitId, elements: [], isComplete: true } });
  } else {
    await writer.write(RESCHEDULE, { input: { visitId, ...slot(chance.whole(1, 30)) } });
    if (chance.happens(50)) await writer.write(CANCEL, { input: { visitId } });
  }
}

interface Truth {
  readonly bodies: readonly EventBody[];
  readonly findings: readonly Told[];
  readonly balances: ReadonlyArray<{ readonly lineId: string; readonly remaining: number; readonly reserved: number; readonly used: number }>;
}

type Told = Pick<FindingRow, 'id' | 'ruleId' | 'code' | 'severity' | 'milliUnitsAtRisk' | 'centsAtRisk' | 'visitIds'>;

/** Of one instant: the events of the patient, and what the database says of them. */
const TRUTH = `
  select (select json_agg(body order by seq) from alignment_events where agency_id = $1 and patient_id = $2) as bodies,
         (select coalesce(json_agg(json_build_object('id', id, 'ruleId', rule_id, 'code', code, 'severity', severity, 'milliUnitsAtRisk', milli_units_at_risk,
                   'centsAtRisk', cents_at_risk, 'visitIds', visit_ids) order by id), '[]')
            from findings where agency_id = $1 and patient_id = $2 and status = 'OPEN') as findings,
         (select coalesce(json_agg(json_build_object('lineId', line_id, 'remaining', remaining_milli_units, 'reserved', reserved_milli_units, 'used', used_milli_units) order by line_id), '[]')
            from line_balances where agency_id = $1 and patient_id = $2) as balances`;

async function differencesFromFold(fleet: Fleet, { agencyId, patientId }: Care): Promise<string[]> {
  const [truth] = await fleet.sql<Truth>(TRUTH, [agencyId, patientId]);
  const { bodies, findings, balances } = truth as Truth;
  const open = new Map<string, Told>();
  const lines = new Map<string, Truth['balances'][0]>();
  for (const { effect } of bodies) {
    for (const finding of [...effect.raised, ...effect.changed]) open.set(finding.id, finding);
    for (const { id } of effect.cleared) open.delete(id);
    for (const { lineId, after } of effect.balances) {
      if (after === null) lines.delete(lineId);
      else lines.set(lineId, { lineId, remaining: after.remainingMilliUnits, reserved: after.reservedMilliUnits, used: after.usedMilliUnits });
    }
  }
  const folded = [...open.values()].map(({ id, ruleId, code, severity, milliUnitsAtRisk, centsAtRisk, visitIds }): Told => ({ id, ruleId, code, severity, milliUnitsAtRisk, centsAtRisk, visitIds }));
  const complaints: string[] = [];
  if (asText(folded, ({ id }) => id) !== asText(findings, ({ id }) => id)) complaints.push(`${folded.length} findings by the events, ${findings.length} in the database, or others`);
  if (asText([...lines.values()], ({ lineId }) => lineId) !== asText(balances, ({ lineId }) => lineId)) complaints.push('other balances by the events than in the database');
  if (findings.length === 0 || balances.length === 0) complaints.push('there is nothing to compare');
  if (balances.some(({ remaining }) => remaining < 0)) complaints.push('an overdrawn line');
  return complaints;
}

function asText<Item>(items: readonly Item[], key: (item: Item) => string): string {
  return JSON.stringify([...items].sort((a, b) => key(a).localeCompare(key(b))));
}
