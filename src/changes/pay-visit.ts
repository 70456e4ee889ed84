import { paid } from '../care/visit.js';
import { visitChange } from './visit-changes.js';

/** The payer paid the claim for a visit. */
export const payVisit = visitChange('payVisit', 'PAID', paid);
