import { dateOf } from '../../base/day.js';
import type { NoteStatus } from '../../care/note.js';
import type { NoteFact } from '../snapshot.js';
import { careOf, codeOf, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const noteUnsigned: Rule = {
  id: 'DOC-02',
  code: 'NOTE_UNSIGNED',
  meaning: 'The note of a visit is complete but lacks a signature it needs.',
  source: "Clinical record condition (42 CFR 484.110): entries are authenticated and dated; co-signatures as the payer's policy says.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The note is signed by everyone who must.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '251',
  predictedRarc: null,
  find(context) {
    const unsigned = context.made.filter(({ visit }) => context.notesOf.get(visit.id)?.some(lacksSignature));
    return unsigned.flatMap(({ visit, policy }) =>
      (context.notesOf.get(visit.id) ?? []).filter(lacksSignature).map((note) => {
        const date = dateOf(visit.serviceOn);
        const lack = lackOf(note);
        return findingOf(context, noteUnsigned, {
          subject: note.id,
          severity: 'BLOCKER',
          clinicalText: `${CLINICAL[lack]} the note for the ${careOf(visit.discipline)} visit on ${date}.`,
          billingText: `${BILLING[lack]}: note for ${codeOf(visit)} DOS ${date} not bill-ready, ${money(context.worth.centsOf(visit))} held`,
          evidence: { serviceOn: date, noteStatus: note.status, lacks: lack, isCosignRequired: note.isCosignRequired },
          policy,
          visits: [visit],
          noteId: note.id,
        });
      }),
    );
  },
};

type Lack = 'SIGNATURE' | 'COSIGNATURE' | 'SIGNATURE_AFTER_AMENDMENT';

const CLINICAL: Readonly<Record<Lack, string>> = {
  SIGNATURE: 'Sign',
  COSIGNATURE: 'Co-sign',
  SIGNATURE_AFTER_AMENDMENT: 'Finish amending and sign',
};

const BILLING: Readonly<Record<Lack, string>> = {
  SIGNATURE: 'Unsigned note',
  COSIGNATURE: 'Co-signature missing',
  SIGNATURE_AFTER_AMENDMENT: 'Note under amendment',
};

const UNSIGNED: ReadonlySet<NoteStatus> = new Set(['COMPLETE_UNSIGNED', 'COSIGN_PENDING', 'AMENDING']);

function lacksSignature(note: NoteFact): boolean {
  return UNSIGNED.has(note.status) || (note.status === 'SIGNED' && note.isCosignRequired && note.cosignedAt === null);
}

function lackOf({ status }: NoteFact): Lack {
  if (status === 'AMENDING') return 'SIGNATURE_AFTER_AMENDMENT';
  return status === 'COMPLETE_UNSIGNED' ? 'SIGNATURE' : 'COSIGNATURE';
}
