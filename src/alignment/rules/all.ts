import { authorizationEnding } from './authorization-ending.js';
import { authorizationMissing } from './authorization-missing.js';
import { capExceeded } from './cap-exceeded.js';
import { frequencyExceeded } from './frequency-exceeded.js';
import { noteMissing } from './note-missing.js';
import { noteUnsigned } from './note-unsigned.js';
import { orderMissing } from './order-missing.js';
import { orderUnsigned } from './order-unsigned.js';
import { otherServiceAuthorized } from './other-service-authorized.js';
import { outsideAuthorizedDates } from './outside-authorized-dates.js';
import type { Rule } from './rule.js';
import { serviceNotCertified } from './service-not-certified.js';
import { unitsExceeded } from './units-exceeded.js';

/** Every rule there is, by id. */
export const RULES: readonly Rule[] = [
  authorizationMissing,
  serviceNotCertified,
  outsideAuthorizedDates,
  unitsExceeded,
  capExceeded,
  otherServiceAuthorized,
  authorizationEnding,
  noteMissing,
  noteUnsigned,
  orderMissing,
  orderUnsigned,
  frequencyExceeded,
];
