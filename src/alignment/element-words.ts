import type { NoteElementKey } from '../care/note.js';

/** Clinical: what an element of a note is about, as what follows "add to the note". */
export const ELEMENT_WORDS: Readonly<Record<NoteElementKey, string>> = {
  timeIn: 'when the visit began',
  timeOut: 'when the visit ended',
  vitals: 'the vital signs',
  homeboundReason: 'why the patient cannot leave home',
  skilledNeed: 'why a professional was needed',
  intervention: 'what was done',
  patientResponse: 'how the patient responded',
  goalProgress: 'the progress toward the goals',
  planNextVisit: 'what is planned for the next visit',
  painScore: 'the pain score',
  woundMeasure: 'the measurements of the wound',
  teachBack: 'how the teaching was understood',
  tasksPerPlan: 'which tasks of the care plan were done',
  patientSignature: "the patient's signature",
  clinicianSignature: "the clinician's signature",
  signatureDate: 'the date of the signature',
  supervisionOfAide: 'the supervision of the aide',
  objectiveMeasures: 'objective measurements',
  prnTrigger: 'what made the extra visit necessary',
  lateEntryReason: 'why the note was late',
  dxCodes: 'the diagnoses',
  authNumberNoted: 'the number of the approval',
};
