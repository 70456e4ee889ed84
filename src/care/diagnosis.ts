import { Refusal } from '../base/refusal.js';

/** The form of an ICD-10-CM code: a letter, a digit, a digit or letter, then up to four more after the point. */
const DIAGNOSIS_CODE = /^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/;
const MOST_DIAGNOSES = 25;

export function isDiagnosisCode(code: string): boolean {
  return DIAGNOSIS_CODE.test(code);
}

/** @throws Refusal UNKNOWN_CODE, INVALID_INPUT. Each code once, in the order given: the first is the primary one. */
export function checkedDiagnosisCodes(codes: readonly string[], path: ReadonlyArray<string | number>): string[] {
  if (codes.length > MOST_DIAGNOSES) {
    throw new Refusal('INVALID_INPUT', { path, expected: `at most ${MOST_DIAGNOSES} diagnoses`, found: `${codes.length}` });
  }
  for (const [i, code] of codes.entries()) {
    if (!isDiagnosisCode(code)) throw new Refusal('UNKNOWN_CODE', { path: [...path, i], expected: 'an ICD-10-CM code, such as I50.9' });
  }
  return [...new Set(codes)];
}
