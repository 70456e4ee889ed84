import { credentialsFor, credentialsIn, isAssistant } from '../care/credential.js';
import type { Discipline } from '../care/service.js';

/** Trees for patients and minerals for staff, with a number: nobody can take them for people. */
const TREES = ['Alder', 'Aspen', 'Beech', 'Birch', 'Cedar', 'Cypress', 'Elm', 'Fir', 'Hazel', 'Juniper', 'Larch', 'Linden', 'Maple', 'Oak', 'Poplar', 'Rowan', 'Spruce', 'Willow'];
const MINERALS = ['Agate', 'Basalt', 'Beryl', 'Feldspar', 'Flint', 'Garnet', 'Gneiss', 'Granite', 'Gypsum', 'Jasper', 'Marble', 'Mica', 'Onyx', 'Opal', 'Quartz', 'Schist', 'Slate', 'Topaz'];

export interface Name {
  readonly givenName: string;
  readonly familyName: string;
}

export function patientName(number: number): Name {
  return { givenName: TREES[number % TREES.length] as string, familyName: `Test-${String(number).padStart(4, '0')}` };
}

export function staffName(number: number): Name {
  return { givenName: MINERALS[number % MINERALS.length] as string, familyName: `Staff-${String(number).padStart(2, '0')}` };
}

export function physicianName(number: number): string {
  return `Dr. ${MINERALS[(number * 5) % MINERALS.length]} Physician-${String(number).padStart(2, '0')}`;
}

export interface Position {
  readonly disciplines: readonly Discipline[];
  readonly credential: string;
  /** On Saturdays and Sundays, and on no other day. */
  readonly worksOnWeekends?: true;
}

/** The staff of one branch: every discipline, assistants and aides included. */
export const POSITIONS: readonly Position[] = [
  { disciplines: ['SN'], credential: 'RN' },
  { disciplines: ['SN'], credential: 'RN' },
  { disciplines: ['SN'], credential: 'RN' },
  { disciplines: ['SN'], credential: 'LPN' },
  { disciplines: ['PT'], credential: 'PT' },
  { disciplines: ['PT'], credential: 'PT' },
  { disciplines: ['PT'], credential: 'PTA' },
  { disciplines: ['OT'], credential: 'OT' },
  { disciplines: ['SLP'], credential: 'SLP' },
  { disciplines: ['MSW'], credential: 'MSW' },
  { disciplines: ['HHA'], credential: 'HHA' },
  { disciplines: ['HHA'], credential: 'HHA' },
  { disciplines: ['HHA'], credential: 'HHA' },
  { disciplines: ['HHA', 'PCS'], credential: 'HHA' },
  { disciplines: ['HHA', 'PCS'], credential: 'HHA' },
  { disciplines: ['HHA', 'PCS'], credential: 'HHA' },
  { disciplines: ['PCS'], credential: 'PCA' },
  { disciplines: ['PCS'], credential: 'PCA' },
  { disciplines: ['PCS'], credential: 'PCA' },
  { disciplines: ['PCS'], credential: 'PCA' },
  { disciplines: ['PCS'], credential: 'PCA' },
  { disciplines: ['PCS'], credential: 'PCA', worksOnWeekends: true },
  { disciplines: ['PCS'], credential: 'PCA', worksOnWeekends: true },
];

/** Codes of home care name a profession, and who has another may not make the visit. */
export function mayRender({ disciplines, credential }: Position, discipline: Discipline, serviceCode: string): boolean {
  const wanted = credentialsFor(serviceCode);
  return disciplines.includes(discipline) && (wanted === null || credentialsIn(credential).some((held) => wanted.includes(held)));
}

export function isAssistantOf({ disciplines, credential }: Position, discipline: Discipline | undefined): boolean {
  return disciplines.some((one) => one === discipline) && isAssistant(credentialsIn(credential));
}
