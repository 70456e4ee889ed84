import { dateOf } from '../../base/day.js';
import { unreachable } from '../../base/invariant.js';
import type { MilliUnits } from '../../care/service.js';
import type { Context } from '../context.js';
import type { PlacedLine } from '../lines.js';
import { isCertified } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
import type { AuthorizationFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { capitalized, careOf, codeOfLine, count, money, payerOf, period, planOf, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** One number stands for all lines of an authorization, so this is found once for all of them, and names the first line that visits draw on. */
export const authorizationNumberMissing: Rule = {
  id: 'AUTH-16',
  code: 'AUTHORIZATION_NUMBER_MISSING',
  meaning: 'Visits draw on a certified authorization of which no number, a placeholder, or a number that cannot be right is on file.',
  source: "Claims carry the payer's number of the authorization. The form of the payer's numbers is in its policy.",
  severity: 'WARNING while its visits are only planned; BLOCKER once one of them has been made.',
  clearsWhen: "The payer's number is recorded on the authorization.",
  patientText: 'Your health plan has approved this care, and we are completing our records of it.',
  ownerTeam: 'BILLING',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '16',
  predictedRarc: 'M62',
  holdsOnlyClaims: true,
  find(context) {
    return unnumbered(context).map(({ placed, policy, problem, visits, milliUnits }) => {
      const { line, authorization } = placed;
      const done = visits.filter(isDone);
      const window = { from: Math.min(...days(visits)), to: Math.max(...days(visits)) };
      const depend = `${count(visits.length, 'visit')} (${stretch(window)}) depend${visits.length === 1 ? 's' : ''} on it`;
      return findingOf(context, authorizationNumberMissing, {
        subject: authorization.id,
        severity: done.length > 0 ? 'BLOCKER' : 'WARNING',
        clinicalText: `${capitalized(planOf(policy))} has approved ${careOf(line.discipline)}, but the number of its approval ${problem === 'MISSING' ? 'has not been received' : 'is not a valid one'} yet; ${depend}.`,
        billingText:
          `Auth no. ${inBillingWords(problem, authorization, policy)}: ${payerOf(policy)} ${codeOfLine(line)}, ${count(visits.length, 'visit')} DOS ${period(window)}, ` +
          (done.length > 0 ? `${done.length} completed, ${money(context.worth.centsTogether(done))} held` : `${money(context.worth.centsTogether(visits))} will be held`),
        evidence: {
          problem,
          number: authorization.number,
          numberFormat: policy.terms.authorizationNumberFormat,
          visitsDone: done.length,
          visitsPlanned: visits.length - done.length,
          windowFrom: dateOf(window.from),
          windowTo: dateOf(window.to),
        },
        policy,
        visits,
        placed,
        milliUnitsAtRisk: milliUnits,
      });
    });
  },
};

type Problem = 'MISSING' | 'PLACEHOLDER' | 'FORM';

interface Unnumbered {
  readonly placed: PlacedLine;
  readonly policy: PolicyInForce;
  readonly problem: Problem;
  readonly visits: VisitFact[];
  /** Drawn on lines that count in the unit definition of the named one. */
  milliUnits: MilliUnits;
}

function unnumbered(context: Context): readonly Unnumbered[] {
  const suspects = suspectsOf(context);
  if (suspects.size === 0) return [];
  const found = new Map<string, Unnumbered>();
  for (const { visit, allocations, needsAuthorization } of context.outcomes) {
    if (!needsAuthorization) continue;
    for (const { lineId, milliUnits } of allocations) {
      const suspect = suspects.get(lineId);
      if (suspect === undefined) continue;
      const known = found.get(suspect.placed.authorization.id);
      if (known === undefined) found.set(suspect.placed.authorization.id, { ...suspect, visits: [visit], milliUnits });
      else {
        if (known.visits.at(-1) !== visit) known.visits.push(visit);
        if (suspect.placed.line.unitDefinition === known.placed.line.unitDefinition) known.milliUnits += milliUnits;
      }
    }
  }
  return [...found.values()];
}

/** The certified lines of authorizations with something wrong about their number. The payer gives numbers the form they had when the line began. */
function suspectsOf({ lines, policies }: Context): ReadonlyMap<string, Pick<Unnumbered, 'placed' | 'policy' | 'problem'>> {
  const suspects = new Map<string, Pick<Unnumbered, 'placed' | 'policy' | 'problem'>>();
  for (const placed of lines) {
    if (!isCertified(placed)) continue;
    const policy = policies.policyOn(placed.authorization.payerId, placed.line.startsOn);
    const problem = problemOf(placed.authorization.number, policy.terms.authorizationNumberFormat);
    if (problem !== null) suspects.set(placed.line.id, { placed, policy, problem });
  }
  return suspects;
}

/** What people type when the field must not stay empty, in any spelling; and a number of nothing but zeros. */
const PLACEHOLDER = /^(?:TEMP\d*|TEMPORARY|PENDING|TBD|UNKNOWN|NA|NONE|0*)$/;

function problemOf(number: string | null, format: string | null): Problem | null {
  const written = number?.trim() ?? '';
  if (written === '') return 'MISSING';
  if (PLACEHOLDER.test(written.toUpperCase().replace(/[^A-Z0-9]/g, ''))) return 'PLACEHOLDER';
  return format === null || hasForm(written, format) ? null : 'FORM';
}

function hasForm(number: string, format: string): boolean {
  if (number.length !== format.length) return false;
  for (let i = 0; i < format.length; i += 1) if (!fits(number.charAt(i), format.charAt(i))) return false;
  return true;
}

function fits(character: string, place: string): boolean {
  switch (place) {
    case '9':
      return /[0-9]/.test(character);
    case 'A':
      return /[A-Za-z]/.test(character);
    case 'X':
      return /[A-Za-z0-9]/.test(character);
    default:
      return character === place;
  }
}

function days(visits: readonly VisitFact[]): readonly number[] {
  return visits.map(({ serviceOn }) => serviceOn);
}

function inBillingWords(problem: Problem, { number }: AuthorizationFact, { terms }: PolicyInForce): string {
  switch (problem) {
    case 'MISSING':
      return 'missing';
    case 'PLACEHOLDER':
      return `placeholder "${number}"`;
    case 'FORM':
      return `"${number}" not in form ${terms.authorizationNumberFormat}`;
    default:
      return unreachable(problem);
  }
}
