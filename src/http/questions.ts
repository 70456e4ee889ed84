import { type DocumentNode, execute, type ExecutionArgs, type ExecutionResult, type GraphQLError, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

import { emergencyThatOpened, type GrantedAccess } from '../auth/access.js';
import type { Scope } from '../auth/scope.js';
import type { Reader, Viewer } from '../auth/viewer.js';
import type { Position } from '../feed/position.js';
import type { Question, StreamMessage, Told } from '../feed/question.js';
import { hiddenIn } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';
import type { Asked } from '../graphql/stream-request.js';
import { IS_ABOUT_ASKER } from '../graphql/about-asker.js';
import { toldBeside } from './told-beside.js';

/**
 * Subscribers who ask the same with the same rights are given the same answer, so it is worked out and written
 * once: executing and serialising each message for each of them was measured at ten times the cost. What decides
 * is in the key: document, operation and variables; the hub adds agency, role, scope and what tokens are limited to. Nothing that a message leads
 * to depends on more of the viewer than that, except fields that are marked as being about the one who
 * asks; a document with one of them is worked out for each asker.
 *
 * What comes together has a context of its own, opened for it and closed after it. So no subscriber's leaving
 * can spoil the answer of others, and no event is answered out of rows that were read before it.
 */
export interface Questions {
  of(args: ExecutionArgs, asked: Asked, viewer: Viewer, access: GrantedAccess): Question;
}

export interface QuestionParts {
  openContext(viewer: Viewer): GraphContext;
  openGroupContext(reader: Reader): GraphContext;
  format(error: GraphQLError): GraphQLError;
}

/** What a document is to the hub, worked out once. */
interface Traits {
  readonly number: number;
  /** The variables that an answer can depend on. */
  readonly variables: readonly string[];
  readonly isAboutAsker: boolean;
}

/** An answer that could not be worked out now; asking again may succeed. */
class NoAnswerNow extends Error {
  override readonly name = 'NoAnswerNow';
}

const FOR_NOW: ReadonlySet<unknown> = new Set(['BUSY', 'INTERNAL']);

export function questions({ openContext, openGroupContext, format }: QuestionParts): Questions {
  const known = new WeakMap<DocumentNode, Traits>();
  let documents = 0;

  const traitsOf = ({ schema, document }: ExecutionArgs): Traits => {
    const traits = known.get(document) ?? { number: (documents += 1), ...examined({ schema, document }) };
    known.set(document, traits);
    return traits;
  };

  return {
    of(args, asked, viewer, { role, scope, smart }) {
      const { number, variables, isAboutAsker } = traitsOf(args);
      // One that was left out takes its default, and one that is null does not: only the first is missing from the key.
      const values = Object.fromEntries(variables.map((name) => [name, args.variableValues?.[name]]));
      const open = (): GraphContext => (isAboutAsker ? openContext({ ...viewer, role, scope, smart }) : openGroupContext({ agencyId: viewer.agencyId, role, scope, smart }));
      return {
        key: JSON.stringify([number, args.operationName ?? null, values, isAboutAsker ? viewer.subject : null]),
        interest: asked.interest,
        isAbout: asked.isAbout,
        start: () => within(open, (context) => started(args, asked, scope, context)),
        tell: (messages) => within(open, (context) => Promise.all(messages.map((message) => told(args, asked, message, context)))),
      };
    },
  };

  async function started(args: ExecutionArgs, asked: Asked, scope: Scope, context: GraphContext): ReturnType<Question['start']> {
    const { root, position } = await asked.start(context, scope);
    const payload = await payloadOf(args, root, context);
    return toldAt(position, payload, context.touched.patientIds, context);
  }

  async function told(args: ExecutionArgs, asked: Asked, message: StreamMessage, context: GraphContext): Promise<Told> {
    const payload = await payloadOf(args, asked.root(context, message), context);
    return toldAt(message.position, payload, patientsIn(message, context), context);
  }

  async function payloadOf(args: ExecutionArgs, rootValue: object, contextValue: GraphContext): Promise<string> {
    const { data, errors }: ExecutionResult = await execute({ ...args, contextValue, rootValue });
    const { schema, document, operationName, variableValues } = args;
    const extensions = toldBeside({ cost: null, hidden: hiddenIn({ schema, document, operationName, variables: variableValues }, contextValue.viewer) });
    if (errors === undefined) return JSON.stringify({ data, extensions });
    const formatted = errors.map(format);
    // What the database or we ourselves failed to answer is no answer: it would stand in the log's order as if it were one.
    if (formatted.some(({ extensions }) => FOR_NOW.has(extensions['code']))) throw new NoAnswerNow();
    return JSON.stringify({ errors: formatted, data, extensions });
  }
}

function toldAt(position: Position, payload: string, patientIds: readonly string[] | null, { cursors, viewer }: GraphContext): Told {
  return { payload, cursor: cursors.encode(viewer.agencyId, position), position, patientIds, emergencyAccessId: emergencyThatOpened(viewer.scope, patientIds ?? [])?.id ?? null };
}

/** What is told together is read together, so a message may be said to show a record that only another one of them shows. */
function patientsIn(message: StreamMessage, { touched }: GraphContext): readonly string[] | null {
  if (message.kind !== 'EVENT') return null;
  touched.note(message.event.patientId);
  return touched.patientIds;
}

async function within<Answer>(open: () => GraphContext, work: (context: GraphContext) => Promise<Answer>): Promise<Answer> {
  const context = open();
  try {
    return await work(context);
  } finally {
    // Nobody waits for the end of what was only read.
    void context.close();
  }
}

function examined({ schema, document }: Pick<ExecutionArgs, 'schema' | 'document'>): Omit<Traits, 'number'> {
  const names = new Set<string>();
  let isAboutAsker = false;
  const types = new TypeInfo(schema);
  const isStream = (): boolean => types.getParentType() === schema.getSubscriptionType();
  visit(document, visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Field: () => void (isAboutAsker ||= types.getFieldDef()?.extensions[IS_ABOUT_ASKER] === true),
    // From where a subscriber goes on decides which messages it gets, and nothing in them.
    Argument: ({ name }) => (name.value === 'after' && isStream() ? false : undefined),
    Variable: ({ name }) => void names.add(name.value),
  }));
  return { variables: [...names].sort(), isAboutAsker };
}
