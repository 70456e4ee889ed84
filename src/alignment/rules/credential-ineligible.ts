import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import { unreachable } from '../../base/invariant.js';
import type { Credential } from '../../care/credential.js';
import { ASSESSING_VISITS, credentialsFor, credentialsIn, isAssistant } from '../../care/credential.js';
import type { VisitType } from '../../care/visit.js';
import type { Context } from '../context.js';
import type { PolicyInForce } from '../policy.js';
import type { StaffFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { careOf, codeOf, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * What is not on record is held against nobody: a member without disciplines, or without a credential
 * that is known here, is not measured by it.
 */
export const credentialIneligible: Rule = {
  id: 'DOC-07',
  code: 'CREDENTIAL_INELIGIBLE',
  meaning: 'Whoever is assigned to a visit or wrote its note cannot perform it: another profession, an assistant where a professional must assess, or a credential that had ended.',
  source:
    'HCPCS level II names the profession of most home-care codes; conditions of participation (42 CFR 484.55, 484.75, 484.115) leave assessments to professionals and ask for a valid credential.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'The visit is given to someone who may perform it, or made again by them; or the service, the author or the credential on record is corrected.',
  patientText: 'We are checking who is to make this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '185',
  predictedRarc: null,
  find(context) {
    return ineligibilities(context).map(({ visit, policy, role, qualified: { member, credentials }, problem }) => {
      const date = dateOf(visit.serviceOn);
      return findingOf(context, credentialIneligible, {
        subject: `${visit.id}:${member.id}`,
        severity: 'BLOCKER',
        clinicalText: `${whoOf(role, visit)} the ${careOf(visit.discipline)} visit on ${date} ${clinicalProblem(problem, visit, credentials)}; ${remedyOf(visit)}.`,
        billingText: `Rendering credential ineligible: ${codeOf(visit)} DOS ${date}, ${role === 'ASSIGNED' ? 'assigned staff' : 'note author'} ${billingProblem(problem, visit, credentials)}, ${money(context.worth.centsOf(visit))} held`,
        evidence: {
          serviceOn: date,
          staffId: member.id,
          role,
          problem: problem.kind,
          visitType: visit.type,
          credentials: credentials.join(' '),
          credentialsForCode: credentialsFor(visit.serviceCode)?.join(' ') ?? null,
          credentialExpiresOn: member.credentialExpiresOn === null ? null : dateOf(member.credentialExpiresOn),
        },
        policy,
        visits: [visit],
      });
    });
  },
};

interface Ineligibility {
  readonly visit: VisitFact;
  readonly policy: PolicyInForce;
  readonly role: Role;
  readonly qualified: Qualified;
  readonly problem: Problem;
}

type Role = 'ASSIGNED' | 'AUTHOR';

type Problem =
  | { readonly kind: 'OTHER_DISCIPLINE' }
  | { readonly kind: 'OTHER_CREDENTIAL'; readonly wanted: readonly Credential[] }
  | { readonly kind: 'ASSISTANT' }
  | { readonly kind: 'EXPIRED'; readonly endedOn: DayNumber };

interface Qualified {
  readonly member: StaffFact;
  readonly credentials: readonly Credential[];
}

function ineligibilities({ staff, outcomes, notesOf }: Context): readonly Ineligibility[] {
  const found: Ineligibility[] = [];
  if (staff.size === 0) return found;
  const members = new Map<string | null, Qualified>();
  for (const member of staff.values()) members.set(member.id, { member, credentials: member.credential === null ? [] : credentialsIn(member.credential) });
  for (const { visit, policy } of outcomes) {
    const assigned = members.get(visit.staffId);
    const author = members.get(notesOf.get(visit.id)?.[0]?.authorStaffId ?? null);
    const ofAssigned = assigned === undefined ? null : problemOf(visit, assigned);
    if (assigned !== undefined && ofAssigned !== null) found.push({ visit, policy, role: 'ASSIGNED', qualified: assigned, problem: ofAssigned });
    // Whoever both made the visit and wrote its note is found once.
    if (author === undefined || author === assigned) continue;
    const ofAuthor = problemOf(visit, author);
    if (ofAuthor !== null) found.push({ visit, policy, role: 'AUTHOR', qualified: author, problem: ofAuthor });
  }
  return found;
}

/** The first that applies: who is of another discipline is not also asked for its credential. */
function problemOf({ discipline, serviceCode, type, serviceOn }: VisitFact, { member, credentials }: Qualified): Problem | null {
  if (member.disciplines.length > 0 && !member.disciplines.includes(discipline)) return { kind: 'OTHER_DISCIPLINE' };
  if (member.credential === null) return null;
  const wanted = credentials.length === 0 ? null : credentialsFor(serviceCode);
  if (wanted !== null && !credentials.some((credential) => wanted.includes(credential))) return { kind: 'OTHER_CREDENTIAL', wanted };
  if (ASSESSING_VISITS.has(type) && isAssistant(credentials)) return { kind: 'ASSISTANT' };
  const endedOn = member.credentialExpiresOn;
  return endedOn !== null && endedOn < serviceOn ? { kind: 'EXPIRED', endedOn } : null;
}

function whoOf(role: Role, visit: VisitFact): string {
  if (role === 'AUTHOR') return 'Whoever wrote the note for';
  return isDone(visit) ? 'Whoever made' : 'Whoever is assigned to';
}

function clinicalProblem(problem: Problem, { discipline, type }: VisitFact, credentials: readonly Credential[]): string {
  switch (problem.kind) {
    case 'OTHER_DISCIPLINE':
      return `does not provide ${careOf(discipline)}`;
    case 'OTHER_CREDENTIAL':
      return `is ${inWords(credentials, ' and ')}, and it needs ${inWords(problem.wanted, ' or ')}`;
    case 'ASSISTANT':
      return `is ${inWords(credentials, ' and ')}, who may not make ${VISIT_WORDS[type]}`;
    case 'EXPIRED':
      return `has a credential that ended on ${dateOf(problem.endedOn)}`;
    default:
      return unreachable(problem);
  }
}

function billingProblem(problem: Problem, { discipline, type }: VisitFact, credentials: readonly Credential[]): string {
  switch (problem.kind) {
    case 'OTHER_DISCIPLINE':
      return `not ${discipline}`;
    case 'OTHER_CREDENTIAL':
      return `${credentials.join('/')}, code wants ${problem.wanted.join('/')}`;
    case 'ASSISTANT':
      return `${credentials.join('/')} for ${type}`;
    case 'EXPIRED':
      return `${credentials.join('/') || 'credential'} expired ${dateOf(problem.endedOn)}`;
    default:
      return unreachable(problem);
  }
}

function remedyOf(visit: VisitFact): string {
  return isDone(visit) ? 'correct who it was, or have it made again by someone who may' : 'assign someone who may make it';
}

function inWords(credentials: readonly Credential[], conjunction: string): string {
  return credentials.map((credential) => CREDENTIAL_WORDS[credential]).join(conjunction);
}

const CREDENTIAL_WORDS: Readonly<Record<Credential, string>> = {
  RN: 'a registered nurse',
  LPN: 'a practical nurse',
  PT: 'a physical therapist',
  PTA: 'a physical therapist assistant',
  OT: 'an occupational therapist',
  OTA: 'an occupational therapy assistant',
  SLP: 'a speech-language pathologist',
  SLPA: 'a speech-language pathology assistant',
  MSW: 'a medical social worker',
  HHA: 'a home health aide',
  PCA: 'a personal care aide',
};

const VISIT_WORDS: Readonly<Record<VisitType, string>> = {
  ROUTINE: 'a routine visit',
  START_OF_CARE: 'the visit that starts care',
  EVALUATION: 'an evaluation',
  REASSESSMENT: 'a reassessment',
  RECERTIFICATION: 'the visit for a recertification',
  DISCHARGE: 'the last visit',
};
