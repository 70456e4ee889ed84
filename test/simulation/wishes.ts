import type { ActorRole } from '../../src/auth/viewer.js';
import type { EventType } from '../../src/care/change.js';
import type { Grant } from '../../src/care/member.js';
import type { FindingRow } from '../../src/db/rows/finding-row.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { NO_EFFECT } from '../../src/feed/event.js';
import { EVERYTHING, type Interest, matches } from '../../src/feed/interest.js';
import type { Chance } from './chance.js';
import type { Draft } from './simulated-log.js';

/** What a client asks for. */
export interface Wish {
  readonly name: string;
  readonly interest: Interest;
  isAbout(event: AlignmentEvent): boolean;
  isFor(role: string): boolean;
}

const of = (interest: Partial<Interest>, isAlso: (event: AlignmentEvent) => boolean = () => true, isFor: (role: string) => boolean = () => true): Wish => {
  const whole = { ...EVERYTHING, ...interest };
  return { name: `${JSON.stringify(interest)} ${String(isAlso)}`, interest: whole, isAbout: (event) => matches(whole, event) && isAlso(event), isFor };
};

/** Each condition that the index knows alone, some together, and what no index can say. */
export const WISHES: readonly Wish[] = [
  of({}), of({}), of({}), of({}), of({}), of({}), of({}), of({}),
  of({ patientIds: ['p1'] }), of({ patientIds: ['p1', 'p2'], payerIds: ['y1'] }), of({ branchIds: ['b1'] }), of({ payerIds: ['y2'] }),
  of({ types: ['VISIT_SCHEDULED'] }), of({ types: ['ACCESS_CHANGED', 'PAYER_ADDED'] }), of({ rules: ['R1'] }), of({ teams: ['BILLING'], severities: ['DENIAL'] }), of({ severities: ['WARNING'] }), of({ teams: ['CLINICAL'] }),
  of({}, ({ body }) => body.effect.raised.length > 0), of({ branchIds: ['b2'] }, ({ patientId }) => patientId !== 'p3'), of({ patientIds: ['nobody'] }), of({}, undefined, (role) => role !== 'BILLER'),
];

/** Both agencies use the same names for their own. */
export const SUBJECTS = ['s1', 's2', 's3'] as const;
export const TOKEN_ROLES: readonly ActorRole[] = ['BILLER', 'SCHEDULER', 'SYSTEM'];

const TYPES: readonly EventType[] = ['VISIT_SCHEDULED', 'PAYER_ADDED', 'NOTE_SIGNED'];
const TEAMS = ['BILLING', 'CLINICAL'] as const;

export function drawnDraft(chance: Chance): Draft {
  const patientId = chance.of(['p1', 'p2', 'p3', null]);
  const effect = { ...NO_EFFECT, [chance.of(['raised', 'cleared', 'changed'])]: chance.isIn(50) ? [drawnFinding(chance)] : [] };
  return {
    type: chance.of(TYPES), patientId, branchId: chance.of(['b1', 'b2', null]), payerIds: chance.of([['y1'], ['y2'], ['y1', 'y2'], []]),
    body: { ...BODY, effect },
  };
}

/** An event of the agency as a whole. */
export function draftOf(type: EventType): Draft {
  return { type, patientId: null, branchId: null, payerIds: [], body: BODY };
}

export function drawnGrant(chance: Chance): Grant {
  return {
    role: chance.of(['BILLER', 'SCHEDULER', 'ADMIN'] as const),
    patientIds: chance.of([null, null, null, ['p1'], ['p2', 'p3'], []]),
    branchIds: chance.of([null, null, null, ['b1'], ['b1', 'b2']]),
    payerIds: chance.of([null, null, null, ['y1'], ['y2', 'y1']]),
  };
}

const BODY = { what: [], actor: { subject: 'someone', role: 'ADMIN' }, cause: 'OTHER', reason: null, effect: NO_EFFECT } as const;

/** The feed reads no more of a finding than this. */
function drawnFinding(chance: Chance): FindingRow {
  return { ruleId: chance.of(['R1', 'R2']), ownerTeam: chance.of(TEAMS), handlingTeam: chance.of([null, ...TEAMS]), severity: chance.of(['DENIAL', 'WARNING']) } as FindingRow;
}
