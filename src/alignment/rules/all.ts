import { aideSupervisionDue } from './aide-supervision-due.js';
import { amendedAfterBilling } from './amended-after-billing.js';
import { asNeededExceeded } from './as-needed-exceeded.js';
import { authorizationEnding } from './authorization-ending.js';
import { authorizationMissing } from './authorization-missing.js';
import { authorizationNumberMissing } from './authorization-number-missing.js';
import { authorizationReduced } from './authorization-reduced.js';
import { authorizationShortfall } from './authorization-shortfall.js';
import { authorizationsOverlap } from './authorizations-overlap.js';
import { capExceeded } from './cap-exceeded.js';
import { carePlanOutdated } from './care-plan-outdated.js';
import { coverageChanged } from './coverage-changed.js';
import { credentialIneligible } from './credential-ineligible.js';
import { dayNotAuthorized } from './day-not-authorized.js';
import { decisionOverdue } from './decision-overdue.js';
import { decisionPending } from './decision-pending.js';
import { diagnosisDiffers } from './diagnosis-differs.js';
import { elementMissing } from './element-missing.js';
import { evvMismatch } from './evv-mismatch.js';
import { evvMissing } from './evv-missing.js';
import { evvNotAccepted } from './evv-not-accepted.js';
import { evvUnitsDiffer } from './evv-units-differ.js';
import { evvWindowClosing } from './evv-window-closing.js';
import { exhaustionProjected } from './exhaustion-projected.js';
import { faceToFaceMissing } from './face-to-face-missing.js';
import { frequencyExceeded } from './frequency-exceeded.js';
import { frequencyNotMet } from './frequency-not-met.js';
import { frequencyUnclear } from './frequency-unclear.js';
import { notOnService } from './not-on-service.js';
import { noteMissing } from './note-missing.js';
import { noteSignedLate } from './note-signed-late.js';
import { noteUnsigned } from './note-unsigned.js';
import { orderMissing } from './order-missing.js';
import { orderUnsigned } from './order-unsigned.js';
import { orderedVisitUnplanned } from './ordered-visit-unplanned.js';
import { otherProviderAuthorized } from './other-provider-authorized.js';
import { otherServiceAuthorized } from './other-service-authorized.js';
import { outsideAuthorizedDates } from './outside-authorized-dates.js';
import { outsideCertification } from './outside-certification.js';
import { pinStale } from './pin-stale.js';
import { reassessmentDue } from './reassessment-due.js';
import { recertificationAssessmentMissed } from './recertification-assessment-missed.js';
import { requestLate } from './request-late.js';
import type { Rule } from './rule.js';
import { seenTooLate } from './seen-too-late.js';
import { serviceNotCertified } from './service-not-certified.js';
import { supersededFrequencyPlanned } from './superseded-frequency-planned.js';
import { timesDiffer } from './times-differ.js';
import { timesOverlap } from './times-overlap.js';
import { unitsExceeded } from './units-exceeded.js';
import { unitsLapsing } from './units-lapsing.js';
import { visitBeforeOrder } from './visit-before-order.js';
import { visitRanOver } from './visit-ran-over.js';

/** Every rule there is, by id. */
export const RULES: readonly Rule[] = [
  authorizationMissing,
  decisionPending,
  serviceNotCertified,
  outsideAuthorizedDates,
  unitsExceeded,
  capExceeded,
  otherServiceAuthorized,
  otherProviderAuthorized,
  dayNotAuthorized,
  authorizationShortfall,
  authorizationEnding,
  exhaustionProjected,
  unitsLapsing,
  authorizationsOverlap,
  pinStale,
  authorizationNumberMissing,
  authorizationReduced,
  decisionOverdue,
  coverageChanged,
  requestLate,
  noteMissing,
  noteUnsigned,
  noteSignedLate,
  elementMissing,
  timesDiffer,
  amendedAfterBilling,
  credentialIneligible,
  diagnosisDiffers,
  carePlanOutdated,
  evvMissing,
  evvMismatch,
  evvUnitsDiffer,
  evvNotAccepted,
  evvWindowClosing,
  orderMissing,
  orderUnsigned,
  frequencyExceeded,
  frequencyNotMet,
  supersededFrequencyPlanned,
  asNeededExceeded,
  visitBeforeOrder,
  outsideCertification,
  faceToFaceMissing,
  recertificationAssessmentMissed,
  frequencyUnclear,
  seenTooLate,
  timesOverlap,
  visitRanOver,
  notOnService,
  orderedVisitUnplanned,
  aideSupervisionDue,
  reassessmentDue,
];
