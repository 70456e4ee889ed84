import type { DayNumber } from '../base/day.js';
import type { CertificationKind } from '../care/certification.js';
import { certificationPeriod } from './calendar.js';
import type { PatientSnapshot } from './snapshot.js';

/** A period for which home health is certified, or waits to be. */
export interface CertificationPeriod {
  readonly kind: CertificationKind;
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber;
  readonly certifiedOn: DayNumber | null;
}

/**
 * By start. The start of care begins a period of its own where nobody has recorded the initial
 * certification yet: its paper follows the care, while that of a recertification has to be there.
 */
export function certificationPeriodsOf({ certifications, startOfCareOn }: PatientSnapshot): readonly CertificationPeriod[] {
  const recorded = certifications.toSorted((a, b) => a.startsOn - b.startsOn || a.endsOn - b.endsOn);
  const isImplied = startOfCareOn !== null && !recorded.some(({ kind, startsOn, endsOn }) => kind === 'INITIAL' && startsOn <= startOfCareOn && startOfCareOn <= endsOn);
  if (!isImplied) return recorded;
  const implied: CertificationPeriod = { kind: 'INITIAL', ...certificationPeriod(startOfCareOn), certifiedOn: null };
  return [implied, ...recorded].toSorted((a, b) => a.startsOn - b.startsOn || a.endsOn - b.endsOn);
}
