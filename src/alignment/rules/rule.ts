import type { EpochMs } from '../../base/day.js';
import type { MilliUnits } from '../../care/service.js';
import type { Context } from '../context.js';
import type { EvidenceValue, Finding, Resolution, Severity, Team } from '../finding.js';
import { compareText } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
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
  /** What makes it go away, in one sentence that a colleague can act on. */
  readonly clearsWhen: string;
  /** What may be said to the patient: plain, and without a word of blame, money or medicine. */
  readonly patientText: string;
  readonly ownerTeam: Team;
  readonly resolution: Resolution;
  readonly predictedCarc: string | null;
  readonly predictedRarc: string | null;
  /** Care may be planned and given while it stands: what it holds is the claim. */
  readonly holdsOnlyClaims?: true;
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
  /** Whose requirement it is, and of which version; null where it is nobody's in particular. */
  readonly policy: PolicyInForce | null;
  readonly visits: readonly VisitFact[];
  readonly placed?: PlacedLine | undefined;
  readonly orderId?: string;
  readonly noteId?: string;
  /** Of the line concerned; as the codes of the visits count, where it is left out. */
  readonly milliUnitsAtRisk?: MilliUnits;
  /** When it becomes graver, or can no longer be settled in time: the start of the first planned visit concerned, where it is left out. */
  readonly deadlineAt?: EpochMs;
}

export function findingOf({ worth }: Pick<Context, 'worth'>, rule: Rule, saying: Saying): Finding {
  const visits = saying.visits.toSorted((a, b) => compareText(a.id, b.id));
  // What is only worth knowing puts nothing at risk.
  const visitCents = visits.map(saying.severity === 'INFO' ? () => 0 : worth.centsOf);
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
    payerId: saying.policy?.payerId ?? null,
    policyVersion: saying.policy?.version ?? null,
    visitIds: visits.map(({ id }) => id),
    visitCents,
    orderId: saying.orderId ?? null,
    authorizationId: saying.placed?.authorization.id ?? null,
    lineId: saying.placed?.line.id ?? null,
    noteId: saying.noteId ?? null,
    serviceOn: saying.visits.length === 0 ? null : Math.max(...saying.visits.map(({ serviceOn }) => serviceOn)),
    milliUnitsAtRisk: saying.milliUnitsAtRisk ?? worth.unitsTogether(visits),
    centsAtRisk: visitCents.reduce((sum, cents) => sum + cents, 0),
    deadlineAt: saying.deadlineAt ?? firstPlannedStart(visits),
  };
}

/** Once the first of the planned visits begins, it can no longer be settled in time. */
function firstPlannedStart(visits: readonly VisitFact[]): EpochMs | null {
  let first: EpochMs | null = null;
  for (const { status, startsAt } of visits) if (status === 'SCHEDULED' && (first === null || startsAt < first)) first = startsAt;
  return first;
}

function expectedCodes({ predictedCarc, predictedRarc }: Rule): string {
  const codes = [predictedCarc === null ? null : `CARC ${predictedCarc}`, predictedRarc === null ? null : `RARC ${predictedRarc}`].filter((code) => code !== null);
  return codes.length === 0 ? 'no adjustment code predicted' : `predicted ${codes.join(', ')}`;
}
