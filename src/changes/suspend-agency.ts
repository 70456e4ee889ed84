import { suspended } from '../care/agency.js';
import { agencyStatusChange } from './agency-status-change.js';

/** For the operator of the installation, as when a contract ends or a key was stolen. Care goes on, and so does its clock. */
export const suspendAgency = agencyStatusChange('suspendAgency', suspended);
