import type { Start } from './contender.js';
import type { Draw } from './dataset.js';
import { startPeer } from './peers.js';
import type { QuestionId } from './questions.js';

const LINES = 'lines { id discipline serviceCode startsOn endsOn balance { authorizedUnits usedUnits remainingUnits } }';

const DOCUMENTS: Readonly<Record<QuestionId, string>> = {
  Q1: `query PatientChart($id: ID!, $from: String!) {
  patient(id: $id) {
    id mrn givenName familyName birthDate status
    orders { id discipline frequencyText startsOn endsOn status }
    authorizations { id number requestType ${LINES} }
    visits(first: 10, from: $from) { id startsAt endsAt serviceOn status note { status signedAt } }
  }
}`,
  Q2: `query AuthorizationPage($after: ID!) {
  authorizations(first: 50, after: $after) {
    id number requestType decidedAt
    patient { id mrn givenName familyName }
    payer { id name }
    ${LINES}
  }
}`,
  Q3: `query Week($from: String!, $to: String!) {
  visits(first: 100, from: $from, to: $to) {
    id startsAt serviceOn status
    patient { id givenName familyName }
    staff { id givenName familyName }
    allocations { line { authorization { number } } }
    note { status signedAt }
  }
}`,
  Q4: `query AuthorizationHead($id: ID!) {
  authorization(id: $id) { id number requestType urgency version }
}`,
};

const VARIABLES: Readonly<Record<QuestionId, (draw: Draw) => unknown>> = {
  Q1: ({ patientId, from }) => ({ id: patientId, from }),
  Q2: ({ authorizationId }) => ({ after: authorizationId }),
  Q3: ({ from, to }) => ({ from, to }),
  Q4: ({ authorizationId }) => ({ id: authorizationId }),
};

export const startMercurius: Start = (settings) => startPeer('mercurius', settings, (question, draw) => JSON.stringify({ query: DOCUMENTS[question], variables: VARIABLES[question](draw) }));
