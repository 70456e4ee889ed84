import type { EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { MilliUnits } from '../../care/service.js';
import { needsAuthorizationOf } from '../allocate.js';
import type { Context } from '../context.js';
import type { PlacedLine } from '../lines.js';
import { isCertified } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
import { authOf, careOf, codeOfLine, count, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { usualDrawOf } from './usual-draw.js';

/** Planned visits hold their units already, so what remains of a line is what nobody has planned. */
export const unitsLapsing: Rule = {
  id: 'AUTH-13',
  code: 'UNITS_LAPSING',
  meaning: 'An authorization ends within days, and enough of it for another visit is not planned.',
  source: "What remains of the payer's certification within its lead time for renewals. Payers read unused visits as care that was not needed when they are asked for more.",
  severity: 'Always INFO.',
  clearsWhen: 'Visits are planned that use it, or the authorization has ended or is extended.',
  patientText: 'Your health plan has approved more visits than are planned, and we may offer you more dates.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    return lapsingLines(context).flatMap(({ placed, policy, remainingMilliUnits, from, until }) => {
      const { line, authorization } = placed;
      if (context.now < from || context.now >= until) return [];
      const draw = usualDrawOf(context, line.discipline, line.unitDefinition);
      if (draw === null || remainingMilliUnits < draw) return [];
      const endsOn = dateOf(line.endsOn);
      const visits = Math.floor(remainingMilliUnits / draw);
      return [
        findingOf(context, unitsLapsing, {
          subject: line.id,
          severity: 'INFO',
          clinicalText: `${count(visits, `approved ${careOf(line.discipline)} visit`)} ${visits === 1 ? 'is' : 'are'} not planned yet, and the approval ends on ${endsOn}.`,
          billingText: `Under-utilised ${unitsText(remainingMilliUnits, line.unitDefinition)}: ${authOf(authorization)} ${codeOfLine(line)} lapses ${endsOn}, ${unitsText(line.authorizedMilliUnits, line.unitDefinition)} authorized`,
          evidence: {
            windowTo: endsOn,
            leadDays: policy.terms.renewalLeadDays,
            unitDefinition: line.unitDefinition,
            authorizedMilliUnits: line.authorizedMilliUnits,
            remainingMilliUnits,
            milliUnitsPerVisit: draw,
            visits,
          },
          policy,
          visits: [],
          placed,
          milliUnitsAtRisk: remainingMilliUnits,
          deadlineAt: until,
        }),
      ];
    });
  },
  changesAt(context) {
    return lapsingLines(context).flatMap(({ from, until }) => [from, until]);
  },
};

interface LapsingLine {
  readonly placed: PlacedLine;
  readonly policy: PolicyInForce;
  readonly remainingMilliUnits: MilliUnits;
  /** The first instant of the lead time, and the one at which the line is over. */
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Certified lines that something remains of, whether or not the lead time has begun. */
function lapsingLines({ lines, balances, policies, snapshot }: Context): readonly LapsingLine[] {
  const lapsing: LapsingLine[] = [];
  for (const placed of lines) {
    const { line, authorization } = placed;
    const remainingMilliUnits = balances.find(({ lineId }) => lineId === line.id)?.remainingMilliUnits ?? 0;
    if (remainingMilliUnits === 0 || !isCertified(placed)) continue;
    const policy = policies.policyOn(authorization.payerId, line.endsOn);
    if (!needsAuthorizationOf(line.discipline, policy)) continue;
    const from = startOfDay(line.endsOn - policy.terms.renewalLeadDays, snapshot.timeZone);
    lapsing.push({ placed, policy, remainingMilliUnits, from, until: startOfDay(line.endsOn + 1, snapshot.timeZone) });
  }
  return lapsing;
}
