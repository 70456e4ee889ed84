import { billed } from '../care/visit.js';
import { visitChange } from './visit-changes.js';

export const billVisit = visitChange('billVisit', 'BILLED', billed);
