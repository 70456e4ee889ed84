import { Field, ID, InputType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import { Refusal } from '../../base/refusal.js';
import type { EventType } from '../../care/change.js';
import type { Interest } from '../../feed/interest.js';
import { checkedRule } from '../filters/rules.js';
import { fromGlobalId } from '../global-id.js';
import { EventTypeEnum, SeverityEnum, TeamEnum } from '../types/enums.js';

@InputType('AlignmentFilter', { description: 'Which changes to be told of. A field left out lets everything through; fields together must all agree.' })
export class AlignmentFilter {
  @Field(() => [ID], { nullable: true, description: 'Only of these patients.' })
  patientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only of patients of these branches.' })
  branchIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only what concerns one of these payers.' })
  payerIds?: string[] | null;

  @Field(() => [EventTypeEnum], { nullable: true, description: 'Only these kinds of change.' })
  types?: EventType[] | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Only with an effect on a finding of one of these teams.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Only with an effect on a finding that matters this much.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: 'Only with an effect on a finding of one of these rules, as AUTH-05.' })
  rules?: string[] | null;
}

const MOST_VALUES = 100;

/**
 * The filter with our own ids, made once and asked for every event.
 *
 * @throws Refusal INVALID_ID, UNKNOWN_CODE, LIMIT_EXCEEDED
 */
export function interestOf(filter: AlignmentFilter | null | undefined, at: ReadonlyArray<string | number>): Interest {
  const list = <Value>(name: keyof AlignmentFilter, read: (value: string, path: ReadonlyArray<string | number>) => Value): readonly Value[] | null => {
    const values = filter?.[name];
    if (values === null || values === undefined) return null;
    if (values.length > MOST_VALUES) throw new Refusal('LIMIT_EXCEEDED', { path: [...at, name], expected: `at most ${MOST_VALUES} values` });
    return values.map((value, i) => read(value, [...at, name, i]));
  };
  const ids = (name: keyof AlignmentFilter, type: string): readonly string[] | null => list(name, (value, path) => fromGlobalId(type, value, path));
  const codes = (name: keyof AlignmentFilter): readonly string[] | null => list(name, (value) => value);

  return {
    patientIds: ids('patientIds', 'Patient'),
    branchIds: ids('branchIds', 'Branch'),
    payerIds: ids('payerIds', 'Payer'),
    types: codes('types'),
    teams: codes('teams'),
    severities: codes('severities'),
    rules: list('rules', checkedRule),
  };
}
