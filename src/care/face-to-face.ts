import { type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';

/** The encounter with a practitioner that the certification rests on (42 CFR 424.22(a)(1)(v)). */
export interface FaceToFace {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly occurredOn: LocalDate;
  readonly practitionerKind: PractitionerKind;
}

export const PRACTITIONER_KINDS = [
  'PHYSICIAN', 'NURSE_PRACTITIONER', 'CLINICAL_NURSE_SPECIALIST', 'CERTIFIED_NURSE_MIDWIFE', 'PHYSICIAN_ASSISTANT', 'OTHER',
] as const;
export type PractitionerKind = (typeof PRACTITIONER_KINDS)[number];

/** Who may perform the encounter. */
export const ALLOWED_PRACTITIONERS: ReadonlySet<PractitionerKind> = new Set(PRACTITIONER_KINDS.filter((kind) => kind !== 'OTHER'));

/** @throws Refusal INVALID_DATE */
export function encountered(encounter: FaceToFace, today: LocalDate): FaceToFace {
  if (parseLocalDate(encounter.occurredOn) > today) throw new Refusal('INVALID_DATE', { path: ['input', 'occurredOn'], expected: 'a date that has come' });
  return encounter;
}
