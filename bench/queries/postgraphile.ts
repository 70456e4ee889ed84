import type { Start } from './contender.js';
import type { Draw } from './dataset.js';
import { startPeer } from './peers.js';
import type { QuestionId } from './questions.js';

const LINES = `lines(orderBy: [STARTS_ON_ASC, PRIMARY_KEY_ASC]) {
        id: rowId discipline serviceCode startsOn endsOn
        balance { authorizedUnits: authorizedMilliUnits usedUnits: usedMilliUnits remainingUnits: remainingMilliUnits }
      }`;

const DOCUMENTS: Readonly<Record<QuestionId, string>> = {
  Q1: `query PatientChart($agencyId: UUID!, $id: UUID!, $from: Date!) {
  patientByAgencyIdAndRowId(agencyId: $agencyId, rowId: $id) {
    id: rowId mrn givenName familyName birthDate status
    orders: ordersByAgencyIdAndPatientIdList(orderBy: [RECEIVED_AT_DESC, PRIMARY_KEY_DESC]) { id: rowId discipline frequencyText startsOn endsOn status }
    authorizations: authorizationsByAgencyIdAndPatientIdList(orderBy: PRIMARY_KEY_DESC) { id: rowId number requestType ${LINES} }
    visits: visitsByAgencyIdAndPatientIdList(first: 10, filter: { serviceOn: { greaterThanOrEqualTo: $from } }, orderBy: [SERVICE_ON_ASC, PRIMARY_KEY_ASC]) {
      id: rowId startsAt endsAt serviceOn status note { status signedAt }
    }
  }
}`,
  Q2: `query AuthorizationPage($agencyId: UUID!, $after: UUID!) {
  allAuthorizationsList(first: 50, condition: { agencyId: $agencyId }, filter: { rowId: { greaterThan: $after } }, orderBy: PRIMARY_KEY_ASC) {
    id: rowId number requestType decidedAt
    patient: patientByAgencyIdAndPatientId { id: rowId mrn givenName familyName }
    payer: payerByAgencyIdAndPayerId { id: rowId name }
    ${LINES}
  }
}`,
  Q3: `query Week($agencyId: UUID!, $from: Date!, $to: Date!) {
  allVisitsList(first: 100, condition: { agencyId: $agencyId }, filter: { serviceOn: { greaterThanOrEqualTo: $from, lessThanOrEqualTo: $to } }, orderBy: [SERVICE_ON_ASC, PRIMARY_KEY_ASC]) {
    id: rowId startsAt serviceOn status
    patient: patientByAgencyIdAndPatientId { id: rowId givenName familyName }
    staff: staffByAgencyIdAndStaffId { id: rowId givenName familyName }
    allocations { line { authorization { number } } }
    note { status signedAt }
  }
}`,
  Q4: `query AuthorizationHead($agencyId: UUID!, $id: UUID!) {
  authorizationByAgencyIdAndRowId(agencyId: $agencyId, rowId: $id) { id: rowId number requestType urgency version }
}`,
};

export const startPostGraphile: Start = async (settings) => {
  const { agencyId } = settings;
  const variables: Readonly<Record<QuestionId, (draw: Draw) => unknown>> = {
    Q1: ({ patientId, from }) => ({ agencyId, id: patientId, from }),
    Q2: ({ authorizationId }) => ({ agencyId, after: authorizationId }),
    Q3: ({ from, to }) => ({ agencyId, from, to }),
    Q4: ({ authorizationId }) => ({ agencyId, id: authorizationId }),
  };
  return startPeer('postgraphile', settings, (question, draw) => JSON.stringify({ query: DOCUMENTS[question], variables: variables[question](draw) }));
};
