import { cancelled } from '../care/visit.js';
import { visitChange } from './visit-changes.js';

export const cancelVisit = visitChange('cancelVisit', 'CANCELLED', cancelled);
