import type { Grant } from '../care/member.js';

/** Of which part of an agency someone may read and change records, and hear. */
export interface Scope extends Pick<Grant, 'branchIds' | 'payerIds' | 'patientIds'> {
  /** Patients outside of the lists whose records were opened to them in an emergency. Whoever makes a scope leaves out what has ended. */
  readonly emergencies: readonly Emergency[];
}

/** It widens what may be read, and never what may be changed. */
export interface Emergency {
  readonly id: string;
  readonly patientId: string;
  readonly endsAt: Date;
}

export const UNLIMITED: Scope = { branchIds: null, payerIds: null, patientIds: null, emergencies: [] };

export function isUnlimited({ branchIds, payerIds, patientIds }: Scope): boolean {
  return branchIds === null && payerIds === null && patientIds === null;
}
