import { admitPatient } from '../../changes/admit-patient.js';
import { step } from '../../changes/step.js';
import { patientsByMrns } from '../../db/queries/import-lookups.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { type MappedPatient, mapPatient } from '../mapping/patient-mapping.js';
import { importer } from './importer.js';

export const patientImporter = importer<MappedPatient>({
  creates: 'admitPatient',
  rows: [PatientRow],
  async prepare(planning, entry, root) {
    const { identifiers, address } = planning.namesOf(entry);
    const { system, value } = identifiers[0] ?? address;
    return mapPatient(root, { today: planning.session.today, lastingName: `${system}|${value}` });
  },

  /** One of the two may be corrected; when both are others, so is the person. */
  async contradicts(planning, { admission: { familyName, birthDate = null } }, recordId) {
    const known = await planning.facts.patient(recordId);
    if (known === null || known.birthDate === null || birthDate === null || known.birthDate === birthDate) return null;
    return known.familyName.toLowerCase() === familyName.toLowerCase() ? null : 'Patient.name';
  },

  /** Someone admitted here by hand under the same record number, and the same person by name and date of birth. */
  async adopt(planning, { mrn, admission }) {
    if (mrn === null) return null;
    const [holder] = await patientsByMrns(planning.tx, [mrn]);
    return holder !== undefined && isSamePerson(holder, admission) ? holder.id : null;
  },

  async create(planning, { mrn, derivedMrn, admission, issues }, id) {
    const { branch } = planning.session;
    const [holder] = mrn === null ? [] : await patientsByMrns(planning.tx, [mrn]);
    // Two hospitals may give two people one number; ours must tell them apart.
    const given = mrn === null || holder !== undefined ? derivedMrn : mrn;
    planning.facts.willBePatient({ id, timeZone: branch.timeZone, familyName: admission.familyName, birthDate: admission.birthDate ?? null });
    return {
      steps: [step(admitPatient, { id, branchId: branch.id, mrn: given, ...admission })],
      issues: holder === undefined ? issues : [...issues, { code: 'ASSUMED', path: 'Patient.identifier', expected: 'a record number of our own, because another patient has this one' }],
      sources: { mrn: 'Patient.identifier', givenName: 'Patient.name', familyName: 'Patient.name', birthDate: 'Patient.birthDate' },
    };
  },

  /** There is no change for what a patient is called; a difference is reported. */
  async update(_planning, { issues }) {
    return { steps: [], issues };
  },
});

function isSamePerson(holder: PatientRow, { familyName, birthDate }: MappedPatient['admission']): boolean {
  return birthDate != null && holder.birthDate === birthDate && holder.familyName.toLowerCase() === familyName.toLowerCase();
}
