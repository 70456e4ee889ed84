import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { BranchRow } from '../../db/rows/branch-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { GraphContext } from '../context.js';
import { oneOrNone } from '../edges.js';
import { LocalDate } from '../scalars.js';
import { BranchType } from '../types/branch-type.js';
import { DisciplineEnum, ReviewDecisionEnum, SeverityEnum, TeamEnum, VisitStatusEnum } from '../types/enums.js';
import { ExposureType, FindingAgeEnum } from '../types/exposure-type.js';
import { AuthorizationGroupType, FindingGroupType, VisitGroupType } from '../types/group-types.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';
import { StaffType } from '../types/staff-type.js';

/** What a group of an aggregate is about. Which of its fields says so depends on what was asked; the others are null. */
export interface Grouped {
  readonly grouping: string;
  readonly group: string | null;
}

/** Of every aggregate. */
export const MOST_GROUPS = 100;

export function grouped<Group extends Pick<Grouped, 'group'>>({ touched }: GraphContext, grouping: string, groups: readonly Group[]): ReadonlyArray<Group & { readonly grouping: string }> {
  if (grouping === 'PATIENT') for (const { group } of groups) touched.note(group);
  return groups.map((group) => ({ ...group, grouping }));
}

export const GROUP_FIELDS: readonly Function[] = [
  ...[ExposureType, FindingGroupType].flatMap((type) => [
    groupRecord(type, 'PATIENT', 'patient', PatientType, PatientRow, 'By patient: whose care it concerns.'),
    groupRecord(type, 'PAYER', 'payer', PayerType, PayerRow, 'By payer: whose requirements are not met; none for what is measured against no payer.'),
    groupRecord(type, 'BRANCH', 'branch', BranchType, BranchRow, 'By branch: the one that looks after the patients concerned.'),
    groupValue(type, 'TEAM', 'team', TeamEnum, 'By team: which one deals with it.'),
    groupValue(type, 'RULE', 'ruleId', String, 'By rule: which one found it.'),
    groupValue(type, 'SEVERITY', 'severity', SeverityEnum, 'By severity: how much it matters.'),
    groupValue(type, 'AGE', 'age', FindingAgeEnum, 'By age: how long it has held.'),
  ]),
  groupValue(VisitGroupType, 'STATUS', 'status', VisitStatusEnum, 'By status: what has become of them.'),
  groupValue(VisitGroupType, 'DISCIPLINE', 'discipline', DisciplineEnum, 'By discipline: which one.'),
  groupValue(VisitGroupType, 'SERVICE', 'serviceCode', String, 'By service: its HCPCS code.'),
  groupRecord(VisitGroupType, 'PAYER', 'payer', PayerType, PayerRow, 'By payer: which one they are measured against; none where patients pay.'),
  groupRecord(VisitGroupType, 'BRANCH', 'branch', BranchType, BranchRow, 'By branch: whose patients they are to.'),
  groupRecord(VisitGroupType, 'STAFF', 'staff', StaffType, StaffRow, 'By staff: who makes them; none where nobody is assigned.'),
  groupValue(VisitGroupType, 'DAY', 'day', LocalDate, 'By day: the date of service.'),
  groupValue(VisitGroupType, 'WEEK', 'weekStartsOn', LocalDate, 'By week: its Sunday.'),
  groupValue(VisitGroupType, 'MONTH', 'monthStartsOn', LocalDate, 'By month: its first date.'),
  groupValue(AuthorizationGroupType, 'DECISION', 'decision', ReviewDecisionEnum, 'By decision: what the payer decided.'),
  groupRecord(AuthorizationGroupType, 'PAYER', 'payer', PayerType, PayerRow, 'By payer: which one was asked.'),
  groupRecord(AuthorizationGroupType, 'BRANCH', 'branch', BranchType, BranchRow, 'By branch: whose patients\' care they are about.'),
  groupValue(AuthorizationGroupType, 'DISCIPLINE', 'discipline', DisciplineEnum, 'By discipline: which one they are for.'),
];

// Fields of one type are told apart by the names of their methods.
function groupRecord<Row extends { readonly id: string }>(on: ClassType<object>, when: string, name: string, type: ClassType<object>, row: RowClass<Row>, description: string): Function {
  @Resolver(() => on)
  class GroupRecord {
    @FieldResolver(() => type, { nullable: true, description })
    async [name](@Root() { grouping, group }: Grouped, @Ctx() { loaders }: GraphContext): Promise<Row | null> {
      return grouping === when ? oneOrNone(loaders.record(row), group) : null;
    }
  }
  return GroupRecord;
}

function groupValue(on: ClassType<object>, when: string, name: string, type: object, description: string): Function {
  @Resolver(() => on)
  class GroupValue {
    @FieldResolver(() => type as typeof String, { nullable: true, description })
    [name](@Root() { grouping, group }: Grouped): string | null {
      return grouping === when ? group : null;
    }
  }
  return GroupValue;
}
