import { toGlobalId } from '../../src/graphql/global-id.js';
import { listCursors } from '../../src/graphql/list-cursor.js';
import { benchNode, configOf } from '../support/bench-server.js';
import type { Start } from './contender.js';
import type { Draw } from './dataset.js';
import type { QuestionId } from './questions.js';

const BALANCE = 'balance { authorizedUnits usedUnits remainingUnits }';
const LINES = `lines { id discipline serviceCode startsOn endsOn ${BALANCE} }`;

const DOCUMENTS: Readonly<Record<QuestionId, string>> = {
  Q1: `query PatientChart($id: ID!, $from: LocalDate!) {
  node(id: $id) {
    ... on Patient {
      id mrn givenName familyName birthDate status
      orders { id discipline frequencyText startsOn endsOn status }
      authorizations { id number requestType ${LINES} }
      visits(first: 10, filter: { serviceOn: { from: $from } }, sort: { by: SERVICE_ON }) {
        nodes { id startsAt endsAt serviceOn status note { status signedAt } }
      }
    }
  }
}`,
  Q2: `query AuthorizationPage($after: String!) {
  authorizations(first: 50, after: $after, sort: { by: RECORDED }) {
    nodes {
      id number requestType decidedAt
      patient { id mrn givenName familyName }
      payer { id name }
      ${LINES}
    }
  }
}`,
  Q3: `query Week($from: LocalDate!, $to: LocalDate!) {
  visits(first: 100, filter: { serviceOn: { from: $from, to: $to } }, sort: { by: SERVICE_ON }) {
    nodes {
      id startsAt serviceOn status
      patient { id givenName familyName }
      staff { id givenName familyName }
      allocations { line { authorization { number } } }
      note { status signedAt }
    }
  }
}`,
  Q4: `query AuthorizationHead($id: ID!) {
  node(id: $id) { ... on Authorization { id number requestType urgency version } }
}`,
};

/** The product as it runs in production: restricted role, row security, permissions and limits. */
export const startPlumbline: Start = async ({ databaseUrl, directory, agencyId, start }) => {
  const { node, token } = benchNode(databaseUrl, directory);
  const child = await start<string>(new URL('../support/plumbline-node.js', import.meta.url), node);
  const cursors = listCursors(configOf(node).identity.cursorSecret);
  const variables: Readonly<Record<QuestionId, (draw: Draw) => unknown>> = {
    Q1: ({ patientId, from }) => ({ id: toGlobalId('Patient', patientId), from }),
    Q2: ({ authorizationId }) => ({ after: cursors.encode(agencyId, 'authorizations RECORDED ASC', [authorizationId]) }),
    Q3: ({ from, to }) => ({ from, to }),
    Q4: ({ authorizationId }) => ({ id: toGlobalId('Authorization', authorizationId) }),
  };
  return {
    name: 'plumbline',
    url: `${child.ready}/graphql`,
    child,
    headers: { authorization: `Bearer ${await token(agencyId, 'SCHEDULER', 'bench-scheduler')}` },
    body: (question, draw) => JSON.stringify({ query: DOCUMENTS[question], variables: variables[question](draw) }),
  };
};
