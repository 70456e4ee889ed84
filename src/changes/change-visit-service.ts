import { servedAs, type VisitType } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

/** What is left out stays as it is. */
export interface ChangeVisitServiceInput extends VisitInput {
  readonly serviceCode?: string | null;
  readonly modifiers?: readonly string[] | null;
  readonly type?: VisitType | null;
  readonly placeOfService?: string | null;
}

/** Another service, type or place. */
export const changeVisitService = visitChange<ChangeVisitServiceInput>('changeVisitService', 'SERVICE_CHANGED', (visit, { serviceCode, modifiers, type, placeOfService }) =>
  servedAs(visit, {
    serviceCode: serviceCode ?? visit.serviceCode,
    modifiers: modifiers ?? visit.modifiers,
    type: type ?? visit.type,
    placeOfService: placeOfService ?? visit.placeOfService,
  }),
);
