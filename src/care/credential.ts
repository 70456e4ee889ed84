import type { VisitType } from './visit.js';

/** What people who give care at home are licensed or certified as. */
export const CREDENTIALS = ['RN', 'LPN', 'PT', 'PTA', 'OT', 'OTA', 'SLP', 'SLPA', 'MSW', 'HHA', 'PCA'] as const;
export type Credential = (typeof CREDENTIALS)[number];

/** What a signature such as "PT, DPT" or "COTA/L" says. Empty where nothing in it is known here: that is no proof of anything. */
export function credentialsIn(signature: string): readonly Credential[] {
  const found = new Set<Credential>();
  for (const word of signature.toUpperCase().replaceAll('.', '').split(/[^A-Z]+/)) {
    const credential = WRITTEN.get(word);
    if (credential !== undefined) found.add(credential);
  }
  return [...found];
}

/** Any of these may render the service of a code; null where the code does not say who. */
export function credentialsFor(serviceCode: string): readonly Credential[] | null {
  return RENDERING.get(serviceCode) ?? null;
}

/** Someone who works under the plan of a professional and may not assess on their own. */
export function isAssistant(credentials: readonly Credential[]): boolean {
  return credentials.length > 0 && credentials.every((credential) => ASSISTANTS.has(credential));
}

/** Visits that judge the patient's need and set or renew the plan, which no assistant may do. */
export const ASSESSING_VISITS: ReadonlySet<VisitType> = new Set(['EVALUATION', 'START_OF_CARE', 'REASSESSMENT', 'RECERTIFICATION']);

const ASSISTANTS: ReadonlySet<Credential> = new Set(['LPN', 'PTA', 'OTA', 'SLPA']);

/** The ways in which each is written; degrees only where nobody else holds them. */
const WRITTEN: ReadonlyMap<string, Credential> = new Map(
  (
    [
      ['RN', ['RN', 'APRN', 'ARNP', 'CRNP', 'NP', 'FNP', 'CNS']],
      ['LPN', ['LPN', 'LVN']],
      ['PT', ['PT', 'DPT', 'MPT', 'MSPT', 'RPT']],
      ['PTA', ['PTA', 'LPTA']],
      ['OT', ['OT', 'OTR', 'OTRL']],
      ['OTA', ['OTA', 'COTA', 'COTAL']],
      ['SLP', ['SLP', 'ST']],
      ['SLPA', ['SLPA']],
      ['MSW', ['MSW', 'LMSW', 'LCSW', 'LICSW', 'LISW', 'CSW']],
      ['HHA', ['HHA', 'CHHA', 'CNA', 'STNA', 'LNA', 'AIDE']],
      ['PCA', ['PCA', 'PCW']],
    ] as const
  ).flatMap(([credential, words]) => words.map((word) => [word, credential] as const)),
);

/** HCPCS level II names the profession of these codes. A registered nurse may do what is paid as a practical nurse's. */
const RENDERING: ReadonlyMap<string, readonly Credential[]> = new Map(
  (
    [
      [['RN'], ['G0162', 'G0299', 'G0493', 'S9123', 'T1002', 'T1030']],
      [['LPN', 'RN'], ['G0300', 'S9124', 'T1003', 'T1031']],
      [['PT'], ['G0151', 'G0159', 'S9131']],
      [['PTA'], ['G0157']],
      [['OT'], ['G0152', 'G0160', 'S9129']],
      [['OTA'], ['G0158']],
      [['SLP'], ['G0153', 'G0161', 'S9128']],
      [['MSW'], ['G0155']],
      [['HHA'], ['G0156', 'S9122', 'T1021']],
    ] as const
  ).flatMap(([credentials, codes]) => codes.map((code) => [code, credentials] as const)),
);
