import { billVisit } from '../../../changes/bill-visit.js';
import { cancelVisit } from '../../../changes/cancel-visit.js';
import { changeVisitService } from '../../../changes/change-visit-service.js';
import { completeVisit } from '../../../changes/complete-visit.js';
import { correctVisit } from '../../../changes/correct-visit.js';
import { missVisit } from '../../../changes/miss-visit.js';
import { notifyPhysician } from '../../../changes/notify-physician.js';
import { payVisit } from '../../../changes/pay-visit.js';
import { pinVisit } from '../../../changes/pin-visit.js';
import { reassignVisit } from '../../../changes/reassign-visit.js';
import { recordEvv } from '../../../changes/record-evv.js';
import { rescheduleVisit } from '../../../changes/reschedule-visit.js';
import { scheduleVisitSeries } from '../../../changes/schedule-visit-series.js';
import { scheduleVisit } from '../../../changes/schedule-visit.js';
import { RecordEvvInputType } from '../../inputs/evv-input.js';
import {
  BillVisitInputType, ChangeVisitServiceInputType, CompleteVisitInputType, CorrectVisitInputType, MissVisitInputType, NotifyPhysicianInputType, PinVisitInputType,
  ReassignVisitInputType, RescheduleVisitInputType, ScheduleVisitInputType, ScheduleVisitSeriesInputType, VisitInputType,
} from '../../inputs/visit-inputs.js';
import { EvvRecordType } from '../../types/evv-record-type.js';
import { VisitSeriesType } from '../../types/visit-series-type.js';
import { VisitType } from '../../types/visit-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

export const VISIT_MUTATIONS: readonly MutationDefinition[] = [
  mutation(scheduleVisit, { input: ScheduleVisitInputType, record: VisitType, description: 'Plans a visit. One that the payer has not authorized is planned too, and answered with what is wrong.' }),
  mutation(scheduleVisitSeries, {
    input: ScheduleVisitSeriesInputType,
    record: VisitSeriesType,
    rowsOf: ({ visits }) => visits,
    description: 'Plans a series of visits: all of them or none, looked at together.',
  }),
  mutation(rescheduleVisit, { input: RescheduleVisitInputType, record: VisitType, description: 'Moves a visit to another time.' }),
  mutation(reassignVisit, { input: ReassignVisitInputType, record: VisitType, description: 'Gives a visit to someone else, or to nobody yet.' }),
  mutation(changeVisitService, { input: ChangeVisitServiceInputType, record: VisitType, description: 'Makes a visit another service, or one of another type or in another place.' }),
  mutation(pinVisit, {
    input: PinVisitInputType,
    record: VisitType,
    description: 'Chooses the line that a visit draws on, or leaves that to be worked out again. A line that cannot give what the visit needs is answered with what is wrong.',
  }),
  mutation(completeVisit, { input: CompleteVisitInputType, record: VisitType, description: 'Records that a visit took place, and when.' }),
  mutation(correctVisit, { input: CorrectVisitInputType, record: VisitType, description: 'Puts the worked times of a visit right. What was billed then needs a corrected claim.' }),
  mutation(cancelVisit, { input: VisitInputType, record: VisitType, description: 'Calls a visit off. What it had reserved is free again.' }),
  mutation(missVisit, { input: MissVisitInputType, record: VisitType, description: 'Records that a visit should have taken place and did not.' }),
  mutation(notifyPhysician, { input: NotifyPhysicianInputType, record: VisitType, description: 'Records that the physician was told of a visit that did not take place.' }),
  mutation(billVisit, { input: BillVisitInputType, record: VisitType, description: 'Records that a completed visit was billed, or that a corrected claim replaced the one before.' }),
  mutation(payVisit, { input: VisitInputType, record: VisitType, description: 'Records that a billed visit was paid for.' }),
  mutation(recordEvv, { input: RecordEvvInputType, record: EvvRecordType, description: 'Records the electronic verification of a visit, or what has become of it.' }),
];
