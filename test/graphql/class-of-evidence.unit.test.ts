import { expect, test } from '@jest/globals';

import { classOfEvidence } from '../../src/graphql/classes/class-of-evidence.js';

test.each([
  ['MONEY', ['cents', 'visitCents']],
  ['CLINICAL_CODE', ['authorizationCategories', 'noteCategories']],
  ['COLLEAGUE', ['staffId', 'visitStaffId', 'authorizedStaffIds', 'credentials', 'credentialExpiresOn']],
  ['AUTHORIZED_CARE', ['authorizedCode', 'authorizedModifiers', 'heldMilliUnits', 'decisionReason', 'number', 'capPeriod', 'firstLineId', 'requestedOn', 'endsOn']],
  ['CARE_DATES', ['serviceOn', 'visitCode', 'visitModifiers', 'workedStartsAt', 'plannedMinutes', 'windowFrom']],
  ['OPERATIONAL', ['citation', 'policyVersion', 'visitsDone', 'visits']],
  ['CARE', ['serviceCode', 'newFrequency', 'noteStatus', 'startOfCareOn', 'somethingNew']],
] as const)('what is told of %s is of that class, and what nobody thought of is of the care', (fieldClass, names) => {
  expect(names.map((name) => [name, classOfEvidence(name)])).toEqual(names.map((name) => [name, fieldClass]));
});
