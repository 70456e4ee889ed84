import { dateOf } from '../../base/day.js';
import type { NoteElementKey } from '../../care/note.js';
import type { DocumentationRequirement } from '../../care/payer-policy.js';
import type { Context } from '../context.js';
import type { ElementState } from '../documentation.js';
import { stateFor } from '../documentation.js';
import type { DocumentedVisit } from '../documented-visits.js';
import { documentedVisits } from '../documented-visits.js';
import { ELEMENT_WORDS } from '../element-words.js';
import type { Finding } from '../finding.js';
import { careOf, codeOf, money, payerOf, planOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const elementMissing: Rule = {
  id: 'DOC-04',
  code: 'ELEMENT_MISSING',
  meaning: 'A completed note does not say something that the payer requires for such a visit, or says it only in a stock phrase.',
  source: "The documentation requirements of the payer's policy on the date of service, each with its own reason and citation.",
  severity: 'BLOCKER or WARNING, as the requirement says.',
  clearsWhen: 'The note says it.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '251',
  predictedRarc: null,
  find(context) {
    const found: Finding[] = [];
    for (const documented of documentedVisits(context)) {
      if (documented.outcome.policy.terms.documentation.length === 0) continue;
      for (const unmet of unmetBy(documented)) found.push(findingFor(context, documented, unmet));
    }
    return found;
  },
};

interface Unmet {
  readonly requirement: DocumentationRequirement;
  readonly problem: Exclude<ElementState, 'PRESENT'>;
}

/** One for each element: where a policy has several requirements of it, the gravest, and of equals the first. Nothing is made of those that are met, which nearly all are. */
function unmetBy({ outcome: { visit, policy }, note }: DocumentedVisit): Iterable<Unmet> {
  let byElement: Map<NoteElementKey, Unmet> | null = null;
  for (const requirement of policy.terms.documentation) {
    const problem = stateFor(visit, requirement, note.elements);
    if (problem === null || problem === 'PRESENT') continue;
    byElement ??= new Map();
    const known = byElement.get(requirement.element);
    if (known === undefined || (requirement.severity === 'BLOCKER' && known.requirement.severity === 'WARNING')) byElement.set(requirement.element, { requirement, problem });
  }
  return byElement?.values() ?? [];
}

function findingFor(context: Context, { outcome: { visit, policy }, note }: DocumentedVisit, { requirement, problem }: Unmet): Finding {
  const { element, severity, reason, citation } = requirement;
  const isMissing = problem === 'MISSING';
  const date = dateOf(visit.serviceOn);
  const where = `the note for the ${careOf(visit.discipline)} visit on ${date}`;
  const what = isMissing ? `Add to ${where} ${ELEMENT_WORDS[element]};` : `Make clearer in ${where} ${ELEMENT_WORDS[element]}; what it says is too general, and`;
  return findingOf(context, elementMissing, {
    subject: `${visit.id}:${element}`,
    severity,
    clinicalText: `${what} ${planOf(policy)} needs it because ${reason}.`,
    billingText: `${isMissing ? 'Missing' : 'Unclear'} element ${element} for ${codeOf(visit)}/${payerOf(policy)}, DOS ${date}, ${money(context.worth.centsOf(visit))} ${severity === 'BLOCKER' ? 'held' : 'at risk'}`,
    evidence: { serviceOn: date, element, problem, citation, requirementSeverity: severity, noteStatus: note.status },
    policy,
    visits: [visit],
    noteId: note.id,
  });
}
