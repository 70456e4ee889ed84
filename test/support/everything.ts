import { addWebhook } from '../../src/changes/add-webhook.js';
import { changePatientStatus } from '../../src/changes/change-patient-status.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform, type World } from '../../src/changes/perform.js';
import { pinVisit } from '../../src/changes/pin-visit.js';
import { recordCertification } from '../../src/changes/record-certification.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { recordFaceToFace } from '../../src/changes/record-face-to-face.js';
import { recordSupervision } from '../../src/changes/record-supervision.js';
import type { TestAgency } from './agency.js';
import type { Data } from './graphql.js';

/** Everything that can be reached, with the ids of everything. */
export const EVERYTHING = `{
  viewer { agency { id } }
  branches { nodes { id } }
  members { nodes { id branchIds payerIds patientIds } }
  staff { nodes { id branch { id } } }
  payers { nodes { id policies { id payer { id } } policyOn(date: "2026-03-02") { id } } }
  patients { nodes { id branch { id } coverages { id payer { id } patient { id } } coverageOn(date: "2026-03-02") { id }
    orders { id patient { id } } authorizations { id patient { id } payer { id } coverage { id } lines { id authorization { id } caps { id } staff { id } priorDecisions { id line { id } } } }
    statusPeriods { id patient { id } } certifications { id patient { id } } faceToFaceEncounters { id patient { id } }
    supervisions { id patient { id } staff { id } aide { id } }
    visits { nodes { id patient { id } staff { id } note { id author { id } visit { id } } evvRecord { id visit { id } patient { id } staff { id } } pinnedLine { id } findings { id } allocations { visit { id } line { id } }
      scheduleChanges { id visit { id } after { staff { id } } } } } } }
  orders { nodes { id } }
  authorizations { nodes { id } }
  visits { nodes { id } }
  scheduleChanges { nodes { id patient { id } } }
  notes { nodes { id } }
  webhooks { nodes { id state { cursor } deliveries { nodes { messageId } } } }
  findings { nodes { id patient { id } payer { id } visits { id } order { id } authorization { id } line { id } note { id } } }
}`;

export function idsIn(data: Data): string[] {
  const ids = new Set<string>();
  JSON.stringify(data, (key, value: unknown) => {
    if (key === 'id') ids.add(value as string);
    return value;
  });
  return [...ids];
}

/** One of each of the facts that payers' further requirements are about, and a colleague. */
export async function meetRequirements(world: World, { patientId, staffId, visitIds, authorizationId, lineId, viewer }: TestAgency): Promise<void> {
  const as = { viewer };
  await perform(world, grantAccess, { subject: 'colleague-1', role: 'CLINICIAN', patientIds: [patientId] }, as);
  await perform(world, changePatientStatus, { patientId, status: 'ACTIVE', startsOn: '2026-03-01' }, as);
  await perform(world, recordCertification, { patientId, kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29' }, as);
  await perform(world, recordFaceToFace, { patientId, occurredOn: '2026-03-01', practitionerKind: 'PHYSICIAN' }, as);
  await perform(world, recordSupervision, { patientId, kind: 'AIDE_SUPERVISION', discipline: 'HHA', staffId, aideStaffId: staffId, performedOn: '2026-03-01' }, as);
  await perform(world, recordEvv, { visitId: visitIds[0], staffId, status: 'VERIFIED' }, as);
  await perform(world, pinVisit, { visitId: visitIds[2], lineId }, as);
  await perform(world, extendAuthorization, { authorizationId, endsOn: '2026-05-31' }, as);
  await perform(world, addWebhook, { url: 'https://receiver.example/' }, as);
}
