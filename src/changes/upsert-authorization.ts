import type { Tx } from '../db/agency-scope.js';
import { linesOfAuthorization } from '../db/queries/authorization-lines.js';
import { capsOfLines, childrenOf } from '../db/queries/children.js';
import type { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import type { AuthorizationRow } from '../db/rows/authorization-row.js';
import type { CapInput, LineInput } from './authorization-lines.js';
import { recordAuthorization, type RecordAuthorizationInput } from './record-authorization.js';
import { type LineRevision, reviseAuthorization } from './revise-authorization.js';
import { step } from './step.js';
import { differing, expectUnchanged, stated, type Upsert } from './upsert.js';

/**
 * An authorization as the payer's portal tells it. Its lines have no names there, so a line is known by what it
 * authorizes: discipline, code and modifiers, and of several alike by their order. A line that is not sent stays.
 */
export const upsertAuthorization: Upsert<Omit<RecordAuthorizationInput, 'id'>, AuthorizationRow> = {
  create: recordAuthorization,
  async differences(tx, authorization, { patientId, payerId, coverageId, requestedAt, number, decidedAt, requestType, urgency, channel, diagnosisCodes, lines }) {
    expectUnchanged(
      authorization,
      { patientId, payerId, coverageId: stated(coverageId), requestedAt: stated(requestedAt) },
      'Another payer, coverage or request is another authorization: send it under an identifier of its own.',
    );
    const head = differing(authorization, {
      number: stated(number),
      decidedAt: stated(decidedAt),
      requestType: stated(requestType),
      urgency: stated(urgency),
      channel: stated(channel),
      diagnosisCodes: stated(diagnosisCodes),
    });
    const { revised, added } = await compared(tx, authorization.id, lines);
    if (head === null && revised.length + added.length === 0) return [];
    return [step(reviseAuthorization, { authorizationId: authorization.id, ...head, lines: revised, addedLines: added })];
  },
};

interface Compared {
  readonly revised: readonly LineRevision[];
  readonly added: readonly LineInput[];
}

async function compared(tx: Tx, authorizationId: string, sent: readonly LineInput[]): Promise<Compared> {
  const free = [...(await linesOfAuthorization(tx, authorizationId))];
  const caps = await childrenOf(tx, capsOfLines, free.map(({ id }) => id));
  const revised: LineRevision[] = [];
  const added: LineInput[] = [];
  for (const line of sent) {
    const place = free.findIndex((one) => serviceOf(one) === serviceOf(line));
    const [known] = place < 0 ? [] : free.splice(place, 1);
    const change = known && differenceOf(known, caps.get(known.id) ?? [], line);
    if (known === undefined) added.push(line);
    else if (change) revised.push({ lineId: known.id, ...change });
  }
  return { revised, added };
}

function serviceOf({ discipline, serviceCode = null, modifiers }: Pick<LineInput, 'discipline' | 'serviceCode' | 'modifiers'>): string {
  return JSON.stringify([discipline, serviceCode, [...(modifiers ?? [])].sort()]);
}

function differenceOf(known: AuthorizationLineRow, knownCaps: readonly CapInput[], line: LineInput): Omit<LineRevision, 'lineId'> | null {
  const caps = line.caps != null && capsKey(line.caps) !== capsKey(knownCaps) ? line.caps : undefined;
  const changed = differing(known, {
    unitDefinition: line.unitDefinition,
    authorizedMilliUnits: line.authorizedMilliUnits,
    startsOn: line.startsOn,
    endsOn: line.endsOn,
    decision: stated(line.decision),
    decisionReason: stated(line.decisionReason),
    priority: stated(line.priority),
    allowedWeekdays: stated(line.allowedWeekdays),
    blackoutDates: stated(line.blackoutDates),
    staffIds: stated(line.staffIds),
    placesOfService: stated(line.placesOfService),
  });
  return changed === null && caps === undefined ? null : { ...changed, ...(caps !== undefined && { caps }) };
}

function capsKey(caps: readonly CapInput[]): string {
  return JSON.stringify(caps.map(({ period, rollingDays = null, milliUnits }) => [period, rollingDays, milliUnits].join(' ')).sort());
}
