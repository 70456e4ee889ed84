import type { EpochMs } from '../../base/day.js';
import type { Cents, MilliUnits } from '../../care/service.js';
import type { Context } from '../context.js';
import type { EvidenceValue, Finding, Resolution, Severity, Team } from '../finding.js';
import type { PlacedLine } from '../lines.js';
import type { VisitFact } from '../snapshot.js';

/**
 * One state of affairs that is looked for. Its id and code are permanent: clients filter by them and
 * reports count them over years, so a rule that changes its meaning is a new rule.
 */
export interface Rule {
  readonly id: string;
  readonly code: string;
  /** What is the case when it finds something, in one sentence. */
  readonly meaning: string;
  /** Where the rule comes from, in our own words. */
  readonly source: string;
  /** How severe it is, and when. */
  readonly severity: string;
  readonly ownerTeam: Team;
  readonly resolution: Resolution;
  readonly predictedCarc: string | null;
  readonly predictedRarc: string | null;
  find(context: Context): readonly Finding[];
  /** The instants, past or future, at which the answer may change with no new fact. Absent where time plays no part. */
  changesAt?(context: Context): readonly EpochMs[];
}

/** What a rule says about one subject; the rest of the finding follows from the rule. */
export interface Saying {
  /** What the finding is about, unique within the rule and the same in every evaluation. */
  readonly subject: string;
  readonly severity: Severity;
  readonly clinicalText: string;
  /** Without its end: the codes to expect are added. */
  readonly billingText: string;
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
  readonly payerId: string | null;
  readonly visits: readonly VisitFact[];
  readonly placed?: PlacedLine | undefined;
  readonly orderId?: string;
  readonly noteId?: string;
  readonly milliUnitsAtRisk: MilliUnits;
  readonly centsAtRisk: Cents;
}

export function findingOf(rule: Rule, saying: Saying): Finding {
  return {
    key: `${rule.id}:${saying.subject}`,
    ruleId: rule.id,
    code: rule.code,
    severity: saying.severity,
    ownerTeam: rule.ownerTeam,
    resolution: rule.resolution,
    clinicalText: saying.clinicalText,
    billingText: `${saying.billingText}; ${expectedCodes(rule)}.`,
    predictedCarc: rule.predictedCarc,
    predictedRarc: rule.predictedRarc,
    evidence: saying.evidence,
    payerId: saying.payerId,
    visitIds: saying.visits.map(({ id }) => id).toSorted(),
    orderId: saying.orderId ?? null,
    authorizationId: saying.placed?.authorization.id ?? null,
    lineId: saying.placed?.line.id ?? null,
    noteId: saying.noteId ?? null,
    serviceOn: saying.visits.length === 0 ? null : Math.max(...saying.visits.map(({ serviceOn }) => serviceOn)),
    milliUnitsAtRisk: saying.milliUnitsAtRisk,
    centsAtRisk: saying.centsAtRisk,
  };
}

function expectedCodes({ predictedCarc, predictedRarc }: Rule): string {
  const codes = [predictedCarc === null ? null : `CARC ${predictedCarc}`, predictedRarc === null ? null : `RARC ${predictedRarc}`].filter((code) => code !== null);
  return codes.length === 0 ? 'no adjustment code predicted' : `predicted ${codes.join(', ')}`;
}
