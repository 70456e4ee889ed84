import { billVisit } from '../../../changes/bill-visit.js';
import { cancelVisit } from '../../../changes/cancel-visit.js';
import { completeVisit } from '../../../changes/complete-visit.js';
import { missVisit } from '../../../changes/miss-visit.js';
import { reassignVisit } from '../../../changes/reassign-visit.js';
import { rescheduleVisit } from '../../../changes/reschedule-visit.js';
import { scheduleVisitSeries } from '../../../changes/schedule-visit-series.js';
import { scheduleVisit } from '../../../changes/schedule-visit.js';
import {
  CompleteVisitInputType, ReassignVisitInputType, RescheduleVisitInputType, ScheduleVisitInputType, ScheduleVisitSeriesInputType, VisitInputType,
} from '../../inputs/visit-inputs.js';
import { VisitSeriesType } from '../../types/visit-series-type.js';
import { VisitType } from '../../types/visit-type.js';
import { mutation } from './mutation.js';

export const VISIT_MUTATIONS: readonly Function[] = [
  mutation(scheduleVisit, { input: ScheduleVisitInputType, record: VisitType, description: 'Plans a visit. One that the payer has not authorized is planned too, and answered with what is wrong.' }),
  mutation(scheduleVisitSeries, {
    input: ScheduleVisitSeriesInputType,
    record: VisitSeriesType,
    rowsOf: ({ visits }) => visits,
    description: 'Plans a series of visits: all of them or none, looked at together.',
  }),
  mutation(rescheduleVisit, { input: RescheduleVisitInputType, record: VisitType, description: 'Moves a visit to another time.' }),
  mutation(reassignVisit, { input: ReassignVisitInputType, record: VisitType, description: 'Gives a visit to someone else, or to nobody yet.' }),
  mutation(completeVisit, { input: CompleteVisitInputType, record: VisitType, description: 'Records that a visit took place, and when.' }),
  mutation(cancelVisit, { input: VisitInputType, record: VisitType, description: 'Calls a visit off. What it had reserved is free again.' }),
  mutation(missVisit, { input: VisitInputType, record: VisitType, description: 'Records that a visit should have taken place and did not.' }),
  mutation(billVisit, { input: VisitInputType, record: VisitType, description: 'Records that a completed visit was billed.' }),
];
