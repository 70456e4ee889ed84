import { missed } from '../care/visit.js';
import { visitChange } from './visit-changes.js';

export const missVisit = visitChange('missVisit', 'MISSED', (visit, _input, { now }) => missed(visit, now));
