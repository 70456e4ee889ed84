import { expect } from '@jest/globals';
import { getNamedType, type GraphQLInputObjectType } from 'graphql';

import type { Viewer } from '../../src/auth/viewer.js';
import { contentsOf, type TestWorld } from './care.js';
import type { Answer, Data, TestGraphQL } from './graphql.js';
import type { Mutation, MutationCase } from './mutation-cases.js';

export interface MutationRequest extends Partial<MutationCase> {
  readonly input: Record<string, unknown>;
}

/** Mutations as callers make them, with everything about the alignment asked for. */
export interface MutationApi {
  ask(viewer: Viewer, mutation: Mutation, request: MutationRequest): Promise<Answer>;
  /** The payload, for those who expect no error. */
  done(viewer: Viewer, mutation: Mutation, request: MutationRequest): Promise<Data>;
  /** Code and path of the one error there is. */
  refused(viewer: Viewer, mutation: Mutation, request: MutationRequest): Promise<{ readonly code: unknown; readonly path: unknown }>;
  /** Everything in it is refused or tried out: it leaves no trace, and the log has nothing to say about it. */
  withoutTrace(work: () => Promise<void>): Promise<void>;
  inputOf(mutation: Mutation): GraphQLInputObjectType;
}

const ALIGNMENT = `
  raised { id ruleId code status visits { id status } line { id } patient { id } }
  cleared { id ruleId code status }
  changed { id ruleId code }
  balances { lineId line { id authorizedUnits } before { remainingUnits } after { authorizedUnits reservedUnits usedUnits billedUnits remainingUnits } }
  affectedVisitIds
  affectedVisits { id status serviceOn }`;

export function mutationApi({ owner }: TestWorld, graphql: TestGraphQL): MutationApi {
  const inputOf: MutationApi['inputOf'] = (mutation) => {
    const argument = graphql.schema.getMutationType()?.getFields()[mutation]?.args.find(({ name }) => name === 'input');
    return getNamedType(argument?.type) as GraphQLInputObjectType;
  };

  const ask: MutationApi['ask'] = (viewer, mutation, { input, args = {}, selection = '' }) => {
    const document = `mutation ($input: ${inputOf(mutation).name}!, $dryRun: Boolean, $idempotencyKey: String, $cause: ChangeCause, $reason: String, $occurredAt: DateTime) {
      ${mutation}(input: $input, dryRun: $dryRun, idempotencyKey: $idempotencyKey, cause: $cause, reason: $reason, occurredAt: $occurredAt) {
        record { id ${selection} } alignment { ${ALIGNMENT} } cursor
      }
    }`;
    return graphql.ask(viewer, document, { input, ...args });
  };

  return {
    ask,
    inputOf,
    async done(viewer, mutation, request) {
      const { data, errors } = await ask(viewer, mutation, request);
      if (errors) throw new Error(`Unexpected: ${JSON.stringify(errors)} ${graphql.logged.join('\n')}`);
      return data[mutation];
    },
    async refused(viewer, mutation, request) {
      const { data, errors } = await ask(viewer, mutation, request);
      expect(data?.[mutation] ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toMatch(/canary/i);
      const { code, path, remedy } = errors?.[0]?.extensions ?? {};
      expect(remedy).toMatch(/\.$/);
      return { code, path };
    },
    async withoutTrace(work) {
      const before = await contentsOf(owner);
      await work();
      expect(await contentsOf(owner)).toEqual(before);
      expect(graphql.logged).toEqual([]);
    },
  };
}

/** The input with another value in one place. */
export function bent(input: unknown, [step, ...rest]: ReadonlyArray<string | number>, value: unknown): never {
  if (step === undefined) return value as never;
  if (Array.isArray(input)) return input.map((item, i) => (i === step ? bent(item, rest, value) : item)) as never;
  const given = (input ?? {}) as Record<string, unknown>;
  return { ...given, [step]: bent(given[step], rest, value) } as never;
}
