import { type DocumentNode, execute, type ExecutionArgs, type ExecutionResult, getOperationAST, getVariableValues, type GraphQLSchema, isObjectType, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

import { permissionKeyOf } from '../../auth/permissions.js';
import type { Reader } from '../../auth/viewer.js';
import type { Log } from '../../base/ports.js';
import { Refusal } from '../../base/refusal.js';
import { type Ask, asking } from '../../db/answers/ask.js';
import type { GraphContext } from '../context.js';
import { formatError, graphQLErrorOf } from '../errors.js';
import { parseGlobalId } from '../global-id.js';
import { LeftToExecution } from './completed.js';
import { type Examined, examined } from './examined.js';
import { planOf, type PlanRequest, Unplannable } from './plan.js';
import { schemaProperties } from './properties.js';
import type { Asking } from './selection.js';

export interface PlannedQuestion {
  /** One that was validated, always the same object for the same text. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers documents by plans: what a document asks for is looked at once for each role and what its token is limited to, and from then on its answer is one
 * statement that writes the answer itself.
 *
 * A plan answers only what it is sure of. Whatever it would have to refuse or cannot express is left to execution, which
 * knows how to say so: there is one meaning of a document and no second set of errors.
 */
export interface Plans {
  /**
   * The data of the answer as JSON; null when execution has to give it.
   *
   * @throws Refusal BUSY: what the database had no time for is not asked a second time.
   */
  answer(question: PlannedQuestion, context: GraphContext): Promise<string | null>;
  /** As graphql-js executes, for transports that are given results and not text. */
  execute(args: ExecutionArgs): Promise<ExecutionResult>;
}

/** Of one document: as many roles, limits of tokens, kinds of records and conditions as are ever used. */
const MOST_PLANS = 100;

/** Whatever goes wrong with a plan is told to the log and not to the caller, who is answered by execution. */
export function openPlans(schema: GraphQLSchema, log: Log): Plans {
  const properties = schemaProperties();
  const documents = new WeakMap<DocumentNode, Document>();

  const plans: Plans = {
    async answer({ document, operation, variables }, context) {
      if (operation.operation !== OperationTypeNode.QUERY) return null;
      const { fragments, deciding, ids, made } = documentOf(document);
      const kinds = ids.map((name) => kindOf(variables[name]));
      const key = JSON.stringify([operation.name?.value, permissionKeyOf(context.viewer), deciding.map((name) => variables[name]), kinds]);
      let plan = made.get(key);
      if (plan === undefined) {
        const [first] = made.keys();
        if (made.size >= MOST_PLANS && first !== undefined) made.delete(first);
        // What does not decide is not kept: it is about some patient.
        const decided = Object.fromEntries([...deciding, ...ids].map((name) => [name, variables[name]]));
        plan = planned({ schema, fragments, variables: decided }, operation, context.viewer);
        made.set(key, plan);
      }
      if (plan === null) return null;
      try {
        return await plan(context.world.database, context.viewer, { context, variables }, context, context.touched);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'BUSY') throw error;
        if (!(error instanceof Refusal || error instanceof LeftToExecution)) formatError(error, log, context.origin.requestId ?? undefined);
        return null;
      }
    },
    async execute(args) {
      const { document, operationName, variableValues, contextValue } = args;
      const operation = getOperationAST(document, operationName);
      const variables = operation?.operation === OperationTypeNode.QUERY ? getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}).coerced : undefined;
      try {
        const data = operation && variables ? await plans.answer({ document, operation, variables }, contextValue as GraphContext) : null;
        return data === null ? await execute(args) : { data: JSON.parse(data) as Record<string, unknown> };
      } catch (error) {
        if (error instanceof Refusal) return { errors: [graphQLErrorOf(error)] };
        throw error;
      }
    },
  };
  return plans;

  function planned(asked: Asking, operation: OperationDefinitionNode, viewer: Reader): Ask<PlanRequest> | null {
    try {
      const { shape, fill } = planOf(asked, operation, viewer, properties);
      return asking(shape, fill);
    } catch (error) {
      if (!(error instanceof Unplannable || error instanceof Refusal)) formatError(error, log);
      return null;
    }
  }

  /** Of kinds that do not exist there are too many to tell apart. */
  function kindOf(id: unknown): string | null {
    const typeName = parseGlobalId(String(id ?? ''))?.typeName;
    return typeName !== undefined && isObjectType(schema.getType(typeName)) ? typeName : null;
  }

  function documentOf(document: DocumentNode): Document {
    const known = documents.get(document) ?? { ...examined(document), made: new Map() };
    documents.set(document, known);
    return known;
  }
}

interface Document extends Examined {
  readonly made: Map<string, Ask<PlanRequest> | null>;
}
