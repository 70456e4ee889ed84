import type { Grant } from '../care/member.js';

/** The part of an agency that someone was given. */
export type Limits = Pick<Grant, 'branchIds' | 'payerIds' | 'patientIds'>;

/** Of which part of an agency someone may read and change records, and hear. */
export interface Scope extends Limits {
  /** Patients outside of the lists whose records were opened to them in an emergency. Whoever makes a scope leaves out what has ended. */
  readonly emergencies: readonly Emergency[];
}

/** Who was called to a patient may read of them and write down what they did, as their role may. */
export interface Emergency {
  /** Of the emergency access: whatever is read or changed because of it bears it. */
  readonly id: string;
  readonly patientId: string;
  readonly endsAt: Date;
}

export const UNLIMITED: Scope = { branchIds: null, payerIds: null, patientIds: null, emergencies: [] };

export function isUnlimited({ branchIds, payerIds, patientIds }: Scope): boolean {
  return branchIds === null && payerIds === null && patientIds === null;
}
