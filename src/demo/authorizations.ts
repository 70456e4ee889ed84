import { requiresAuthorization, unitRuleFor } from '../alignment/policy.js';
import { consumptionOf } from '../alignment/units.js';
import { dateOf, MS_PER_DAY } from '../base/day.js';
import type { LineInput } from '../changes/authorization-lines.js';
import { recordAuthorization, type RecordAuthorizationInput } from '../changes/record-authorization.js';
import { type Step, step } from '../changes/step.js';
import { type Case, endOfLine, lastCertifiedDay, termsAtStart } from './casebook.js';
import { ableStaff, type Plan, visitsOf } from './planning.js';
import type { Situation } from './situations.js';

/** What the payer was asked for and has said, where it wants to be asked at all. */
export function authorizationSteps(one: Case, plan: Plan): Step[] {
  const { admission, payerId, coverageId, openedAt, chance } = one;
  const { careOrder, isConcerned } = plan;
  const says = isConcerned ? one.situation?.authorization : undefined;
  if (says === 'NONE' || !requiresAuthorization(termsAtStart(one), careOrder.discipline)) return [];
  const asked: RecordAuthorizationInput = {
    id: careOrder.authorizationId,
    patientId: admission.id,
    payerId,
    coverageId,
    number: says !== undefined && UNNUMBERED.has(says) ? null : `EX-${chance.whole(100_000, 999_999)}`,
    requestedAt: new Date(says === 'REQUESTED_LATE' ? one.now.getTime() - 2 * MS_PER_DAY : openedAt.getTime() - 4 * MS_PER_DAY),
    decidedAt: says !== undefined && UNDECIDED.has(says) ? null : new Date(openedAt.getTime() - MS_PER_DAY),
    diagnosisCodes: [one.diagnosis],
    lines: [lineOf(one, plan)],
  };
  return says === 'TWICE' ? inHalves(asked, one).map((half) => step(recordAuthorization, half)) : [step(recordAuthorization, asked)];
}

type Says = NonNullable<Situation['authorization']>;
const UNDECIDED: ReadonlySet<Says> = new Set(['PENDED', 'REQUESTED_LATE']);
const UNNUMBERED: ReadonlySet<Says> = new Set(['PENDED', 'REQUESTED_LATE', 'DENIED', 'UNNUMBERED']);

/** As much as is planned, unless the situation wants less. */
function lineOf(one: Case, plan: Plan): LineInput {
  const { careOrder, isConcerned, weekly } = plan;
  const situation = isConcerned ? one.situation : null;
  const { discipline, serviceCode, unitDefinition, minutes, cap } = careOrder;
  const perVisit = consumptionOf(minutes, unitRuleFor(termsAtStart(one), serviceCode), unitDefinition).milliUnits;
  const visits = visitsOf(plan).length - (situation?.visitsShort ?? 0);
  const mostWeekly = situation?.weeklyCap ?? weekly;
  const inPeriod = { VISIT: 1, DAY: 1, WEEK: mostWeekly, MONTH: mostWeekly * 5, ROLLING_DAYS: mostWeekly * 5 };
  const capPeriod = situation?.weeklyCap === undefined ? cap : 'WEEK';
  return {
    id: careOrder.lineId,
    discipline,
    serviceCode,
    unitDefinition,
    authorizedMilliUnits: visits * perVisit,
    startsOn: dateOf(one.startsOn - 1),
    endsOn: dateOf(isConcerned ? endOfLine(one) : lastCertifiedDay(one)),
    decision: situation?.visitsShort === undefined ? 'CERTIFIED_IN_TOTAL' : 'CERTIFIED_PARTIALLY',
    caps: capPeriod === undefined ? [] : [{ period: capPeriod, milliUnits: inPeriod[capPeriod] * perVisit }],
    ...saidInstead(one, plan, situation?.authorization),
  };
}

function saidInstead(one: Case, { careOrder, weekdays, series }: Plan, says: Says | undefined): Partial<LineInput> {
  switch (says) {
    case 'DENIED':
      return { authorizedMilliUnits: 0, decision: 'NOT_CERTIFIED', decisionReason: 'Example reason: clinical information did not support the service' };
    case 'PENDED':
    case 'REQUESTED_LATE':
      return { decision: 'PENDED' };
    case 'OTHER_DISCIPLINE':
      return { discipline: 'OT', serviceCode: null };
    case 'OTHER_STAFF': {
      const planned = series[0]?.visits[0]?.staffId;
      return { staffIds: ableStaff(one, careOrder, false).flatMap(({ id }) => (id === planned ? [] : [id])) };
    }
    case 'OTHER_DAYS':
      return { allowedWeekdays: [0, 1, 2, 3, 4, 5, 6].filter((weekday) => weekday !== Math.max(...weekdays)) };
    default:
      return {};
  }
}

/** Two authorizations that nothing tells apart, each for half of the visits. */
function inHalves(asked: RecordAuthorizationInput, { ids, chance }: Case): RecordAuthorizationInput[] {
  const [line] = asked.lines as [LineInput];
  const half = Math.floor(line.authorizedMilliUnits / 2000) * 1000;
  return [
    { ...asked, lines: [{ ...line, authorizedMilliUnits: line.authorizedMilliUnits - half }] },
    { ...asked, id: ids.next(), number: `EX-${chance.whole(100_000, 999_999)}`, lines: [{ ...line, id: ids.next(), authorizedMilliUnits: half }] },
  ];
}
