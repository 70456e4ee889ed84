import { dateOf, dayOf, type LocalDate, localDayAt, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../base/day.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { patientsByMrns } from '../db/queries/import-lookups.js';
import { toGlobalId } from '../graphql/global-id.js';
import { DEMO_AGENCY } from './agencies.js';
import { STORY_MRN } from './scenario.js';

/** An operation that can be run as it stands against the demonstration agency. */
export interface Example {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
}

/**
 * What the three kinds of users ask, for a newcomer to run: a billing dashboard, a scheduling client, an integrator. They are about
 * the patient of the story, of whom everything is about to matter. Where she is not, the ids are left for the newcomer to fill in.
 */
export async function demonstrationExamples(database: Database, now: Date): Promise<Example[]> {
  const [patient] = await reading(database, DEMO_AGENCY.id, (tx) => patientsByMrns(tx, [STORY_MRN]));
  return examplesAbout(patient ? toGlobalId('Patient', patient.id) : 'the id of a patient', now);
}

function examplesAbout(patientId: string, now: Date): Example[] {
  const today = dateOf(localDayAt(now.getTime(), DEMO_AGENCY.branches[0]?.timeZone ?? 'UTC'));
  const times = visitIn(now, 12);
  return [
    example(BILLING_DASHBOARD),
    example(BILLING_LIVE),
    example(LIMITS_BEFORE_BOOKING, { patientId, from: today, to: later(today, 30) }),
    example(WHAT_IF_BOOKED, { changes: [{ scheduleVisit: { patientId, serviceCode: 'G0151', ...times } }] }),
    example(BOOK_VISIT, { input: { patientId, serviceCode: 'G0151', ...times }, dryRun: true }),
    example(CHANGED_SINCE, { after: null }),
    example(WHOLE_PATIENT, { id: patientId }),
  ];
}

function example(query: string, variables: object = {}): Example {
  return { query, variables: JSON.stringify(variables, null, 2) };
}

function later(date: LocalDate, days: number): LocalDate {
  return dateOf(dayOf(date) + days);
}

/** Past the end of what she is authorized for, so that there is something to be told. In the afternoon, in either branch. */
function visitIn(now: Date, days: number): { readonly startsAt: string; readonly endsAt: string } {
  const startsAt = Math.floor(now.getTime() / MS_PER_DAY + days) * MS_PER_DAY + 20 * MS_PER_HOUR;
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 45 * MS_PER_MINUTE).toISOString() };
}

const BILLING_DASHBOARD = `# A billing dashboard, as BILLER: what is held up, what that puts at risk, and from where to listen.
query BillingDashboard {
  exposure(by: TEAM) { team cents visits findings }
  findings(first: 10, filter: { severities: [BLOCKER, HIGH] }) {
    totalCount
    nodes { ruleId severity team billingText centsAtRisk predictedCarc deadlineAt patient { familyName mrn } }
  }
  streamStatus { head }
}
`;

const BILLING_LIVE = `# The same dashboard live, as BILLER. Let it run, and book in the tab BookVisit, as another role and with "dryRun": false.
subscription BillingLive($after: String) {
  alignmentChanged(after: $after) {
    kind cursor previousCursor
    snapshot { counts { team severity count } }
    event {
      type recordedAt cause reason
      who { role subject }
      what { entity field before after }
      effect { raised { ruleId severity billingText } cleared { ruleId } balances { before { remainingUnits } after { remainingUnits } } }
    }
  }
}
`;

const LIMITS_BEFORE_BOOKING = `# A scheduling client, as SCHEDULER: what do this patient's authorizations still allow?
query LimitsBeforeBooking($patientId: ID!, $from: LocalDate!, $to: LocalDate!) {
  authorizationLimits(patientId: $patientId, discipline: PT, from: $from, to: $to, minutes: 45) {
    isAuthorizationRequired
    lines {
      authorizationNumber endsOn unitDefinition
      balance { authorizedUnits reservedUnits usedUnits remainingUnits }
      typicalVisit { visitsThatStillFit lastDateThatFits }
    }
  }
}
`;

const WHAT_IF_BOOKED = `# As SCHEDULER: what would a visit do that is not booked yet, and what could be done instead? Nothing is kept.
query WhatIfBooked($changes: [WhatIfChangeInput!]!) {
  whatIf(changes: $changes) {
    visitCount supportedCount
    firstFailure { serviceOn findings { ruleId severity clinicalText } }
    alternatives { times { serviceOn startsAt endsAt } staff { givenName familyName } }
  }
}
`;

const BOOK_VISIT = `# As SCHEDULER: book it. With "dryRun": true everything is worked out and nothing is kept.
mutation BookVisit($input: ScheduleVisitInput!, $dryRun: Boolean) {
  scheduleVisit(input: $input, cause: PHYSICIAN_ORDER, dryRun: $dryRun) {
    record { id serviceOn status }
    alignment { raised { ruleId severity clinicalText } balances { before { remainingUnits } after { remainingUnits } } }
    cursor
  }
}
`;

const CHANGED_SINCE = `# An integrator, as INTEGRATOR: everything since a cursor, page by page. Pass endCursor as "after" for the next page.
query ChangedSince($after: String) {
  alignmentEvents(after: $after, first: 20) {
    hasNextPage endCursor
    nodes { id type recordedAt patient { id mrn } what { entity id field before after } }
  }
}
`;

const WHOLE_PATIENT = `# As INTEGRATOR: one patient, from every side.
query WholePatient($id: ID!) {
  node(id: $id) { ... on Patient { mrn familyName } }
  patientSnapshot(patientId: $id) {
    today asOf
    lines { serviceCode discipline startsOn endsOn }
    nextVisits { serviceOn serviceCode status findings { ruleId } }
  }
}
`;
