import { contains, dateOf } from '../../base/day.js';
import type { DayWindow } from '../calendar.js';
import type { Context } from '../context.js';
import { compareText, groupBy } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import { exclusionOf, isCertified, mismatchOf } from '../lines.js';
import type { VisitFact } from '../snapshot.js';
import { authOf, careOf, codeOfLine, count, period, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** Where nothing tells two lines apart, visits draw on the one that ends first. That may be right; only the office can know. */
export const authorizationsOverlap: Rule = {
  id: 'AUTH-14',
  code: 'AUTHORIZATIONS_OVERLAP',
  meaning: 'Two authorizations of the same service are equally eligible for visits, and nobody has chosen between them.',
  source: 'A claim carries one authorization number, and what is drawn on the other one is lost to it.',
  severity: 'Always WARNING.',
  clearsWhen: 'One of the two is given priority, the visits are assigned to one of them, or their dates no longer overlap.',
  patientText: 'Your health plan has approved this care twice, and we are settling which approval holds.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '284',
  predictedRarc: null,
  find(context) {
    return overlaps(context).map(({ first, second, shared, visits }) => {
      const numbers = `${authOf(first.authorization)} / ${authOf(second.authorization)}`;
      return findingOf(context, authorizationsOverlap, {
        subject: [first.line.id, second.line.id].toSorted().join(':'),
        severity: 'WARNING',
        clinicalText: `Two approvals of ${careOf(first.line.discipline)} overlap (${stretch(shared)}), and ${count(visits.length, 'visit')} could draw on either; choose which one comes first.`,
        billingText: `Ambiguous allocation ${numbers}, ${codeOfLine(first.line)}, ${period(shared)}: ${count(visits.length, 'visit')}`,
        evidence: {
          firstLineId: first.line.id,
          secondLineId: second.line.id,
          priority: first.line.priority,
          windowFrom: dateOf(shared.from),
          windowTo: dateOf(shared.to),
          visits: visits.length,
        },
        policy: context.policies.policyOn(first.authorization.payerId, shared.from),
        visits,
        placed: first,
      });
    });
  },
};

interface Overlap {
  /** The one that is drawn on first. */
  readonly first: PlacedLine;
  readonly second: PlacedLine;
  readonly shared: DayWindow;
  readonly visits: readonly VisitFact[];
}

function overlaps(context: Context): readonly Overlap[] {
  const found: Overlap[] = [];
  const alike = groupBy(context.lines.filter(isCertified), ({ line, authorization }) => `${authorization.payerId} ${line.discipline} ${line.serviceCode ?? '*'} ${line.priority}`);
  for (const lines of alike.values()) {
    const byStart = lines.length === 1 ? lines : lines.toSorted((a, b) => a.line.startsOn - b.line.startsOn || compareText(a.line.id, b.line.id));
    for (const [index, earlier] of byStart.entries()) {
      for (let next = index + 1; next < byStart.length; next += 1) {
        const later = byStart[next] as PlacedLine;
        if (later.line.startsOn > earlier.line.endsOn) break;
        if (later.authorization.id === earlier.authorization.id) continue;
        const shared = { from: later.line.startsOn, to: Math.min(earlier.line.endsOn, later.line.endsOn) };
        const visits = visitsOnEither(context, earlier, later);
        const isEarlierFirst = context.lines.indexOf(earlier) < context.lines.indexOf(later);
        if (visits.length > 0) found.push({ first: isEarlierFirst ? earlier : later, second: isEarlierFirst ? later : earlier, shared, visits });
      }
    }
  }
  return found;
}

/** A visit that one of the two excludes has no choice between them. */
function visitsOnEither({ outcomesOf }: Context, a: PlacedLine, b: PlacedLine): readonly VisitFact[] {
  const visits: VisitFact[] = [];
  for (const { visit, policy, needsAuthorization } of outcomesOf.get(a.line.discipline) ?? []) {
    if (!needsAuthorization || visit.pinnedLineId !== null || policy.payerId !== a.authorization.payerId) continue;
    const isFor = ({ line }: PlacedLine): boolean => contains(line, visit.serviceOn) && mismatchOf(line, visit) === null && exclusionOf(line, visit, policy.terms) === null;
    if (isFor(a) && isFor(b)) visits.push(visit);
  }
  return visits;
}
