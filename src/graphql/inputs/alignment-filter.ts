import { Field, ID, InputType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import { Refusal } from '../../base/refusal.js';
import type { EventType } from '../../care/change.js';
import type { OpenFindingsFilter } from '../../db/queries/open-findings.js';
import type { AlignmentEvent } from '../../feed/event.js';
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

/** The filter with our own ids, made once when the subscription starts and asked for every event. */
export interface Interest {
  matches(event: AlignmentEvent): boolean;
  readonly openFindings: OpenFindingsFilter;
}

const MOST_VALUES = 100;

/** @throws Refusal INVALID_ID, UNKNOWN_CODE, LIMIT_EXCEEDED */
export function interestOf(filter: AlignmentFilter | null | undefined): Interest {
  const list = <Value>(name: keyof AlignmentFilter, read: (value: string, path: ReadonlyArray<string | number>) => Value): readonly Value[] | null => {
    const values = filter?.[name];
    if (values === null || values === undefined) return null;
    if (values.length > MOST_VALUES) throw new Refusal('LIMIT_EXCEEDED', { path: ['filter', name], expected: `at most ${MOST_VALUES} values` });
    return values.map((value, i) => read(value, ['filter', name, i]));
  };
  const ids = (name: keyof AlignmentFilter, type: string): readonly string[] | null => list(name, (value, path) => fromGlobalId(type, value, path));
  const codes = (name: keyof AlignmentFilter): readonly string[] | null => list(name, (value) => value);

  const openFindings = { patientIds: ids('patientIds', 'Patient'), branchIds: ids('branchIds', 'Branch'), payerIds: ids('payerIds', 'Payer'), teams: codes('teams'), severities: codes('severities'), rules: list('rules', checkedRule) };
  const types = codes('types');
  const { patientIds, branchIds, payerIds, teams, severities, rules } = openFindings;
  const isAboutFindings = teams !== null || severities !== null || rules !== null;

  return {
    openFindings,
    matches: ({ type, patientId, branchId, payerIds: concerned, body: { effect } }) =>
      includes(types, type) &&
      includes(patientIds, patientId) &&
      includes(branchIds, branchId) &&
      (payerIds === null || concerned.some((payerId) => payerIds.includes(payerId))) &&
      (!isAboutFindings ||
        [...effect.raised, ...effect.cleared, ...effect.changed].some(
          ({ ownerTeam, severity, ruleId }) => includes(teams, ownerTeam) && includes(severities, severity) && includes(rules, ruleId),
        )),
  };
}

function includes(values: readonly string[] | null, value: string | null): boolean {
  return values === null || (value !== null && values.includes(value));
}
