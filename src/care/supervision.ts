import { type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import type { Discipline } from './service.js';

/** A supervisory visit or a reassessment: what sets a clock of supervision back (42 CFR 484.80(h), 409.44(c)). */
export interface Supervision {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly kind: SupervisionKind;
  /** Whose care was supervised or reassessed. */
  readonly discipline: Discipline;
  /** Who supervised. */
  readonly staffId: string | null;
  /** Which aide was observed; null where the kind concerns none in particular. */
  readonly aideStaffId: string | null;
  readonly performedOn: LocalDate;
  readonly mode: SupervisionMode;
}

export const SUPERVISION_KINDS = ['AIDE_SUPERVISION', 'AIDE_DIRECT_OBSERVATION', 'THERAPY_REASSESSMENT'] as const;
export type SupervisionKind = (typeof SUPERVISION_KINDS)[number];

export const SUPERVISION_MODES = ['ONSITE', 'VIRTUAL'] as const;
export type SupervisionMode = (typeof SUPERVISION_MODES)[number];

const AIDES: ReadonlySet<Discipline> = new Set(['HHA', 'PCS']);
const THERAPIES: ReadonlySet<Discipline> = new Set(['PT', 'OT', 'SLP']);

/** @throws Refusal INVALID_DATE, INVALID_INPUT: aides are supervised, therapies reassessed, and what is observed directly is not seen from afar. */
export function supervised(supervision: Supervision, today: LocalDate): Supervision {
  const { kind, discipline, performedOn, mode } = supervision;
  if (parseLocalDate(performedOn) > today) throw new Refusal('INVALID_DATE', { path: ['input', 'performedOn'], expected: 'a date that has come' });
  const disciplines = kind === 'THERAPY_REASSESSMENT' ? THERAPIES : AIDES;
  if (!disciplines.has(discipline)) {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'discipline'], expected: `one of ${[...disciplines].join(', ')} for ${kind}`, found: discipline });
  }
  if (kind !== 'AIDE_SUPERVISION' && mode === 'VIRTUAL') {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'mode'], expected: 'ONSITE, because only the supervision of an aide may be virtual' });
  }
  return supervision;
}
