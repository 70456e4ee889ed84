import { resumed } from '../care/agency.js';
import { agencyStatusChange } from './agency-status-change.js';

/** Everyone has the access that they had when the agency was suspended. */
export const resumeAgency = agencyStatusChange('resumeAgency', resumed);
