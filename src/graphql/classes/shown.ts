import {
  type DocumentNode, type GraphQLField, type FieldNode, getNamedType, getOperationAST, getVariableValues, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isObjectType, isIntrospectionType,
  type OperationDefinitionNode,
} from 'graphql';

import { type Entitled, type FieldClass, mayRead, permissionKeyOf, type RecordKind } from '../../auth/permissions.js';
import { type Examined, examined } from '../plans/examined.js';
import { type Asking, selected } from '../plans/selection.js';
import { kindOf, needsOf } from './needs.js';

/** A place in an answer at which there is null because of who asks. Its path is that of the document, without the places in lists. */
export type Hidden =
  | { readonly path: string; readonly code: 'FIELD_HIDDEN'; readonly fieldClass: FieldClass }
  | { readonly path: string; readonly code: 'RECORD_HIDDEN'; readonly recordKind: RecordKind };

export interface ShownQuestion {
  readonly schema: GraphQLSchema;
  /** One that was validated, always the same object for the same text. */
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  /** As sent or as coerced. */
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What is added to an answer, so that nobody takes what is hidden for what is not there. Undefined where nothing is hidden. */
export function hiddenIn(question: ShownQuestion, asker: Entitled): readonly Hidden[] | undefined {
  const { hidden, deciding } = knownOf(question.document);
  const values = deciding.length === 0 ? '' : JSON.stringify(deciding.map((name) => question.variables?.[name]));
  const key = `${permissionKeyOf(asker)} ${question.operationName ?? ''} ${values}`;
  let found = hidden.get(key);
  if (found === undefined) {
    found = walked(question, asker).hidden;
    if (hidden.size >= MOST_REMEMBERED) hidden.clear();
    hidden.set(key, found);
  }
  return found.length === 0 ? undefined : found;
}

/** Which classes of fields an answer can show to someone, whatever the variables say: for the record of who saw what. */
export function classesOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, asker: Entitled): readonly FieldClass[] {
  const { classes } = knownOf(document);
  const key = `${permissionKeyOf(asker)} ${operation.name?.value ?? ''}`;
  let found = classes.get(key);
  if (found === undefined) {
    found = [...walk({ schema, fragments: knownOf(document).fragments, variables: null }, operation, asker).classes].sort();
    classes.set(key, found);
  }
  return found;
}

/** Of one document: as many roles and conditions as are ever used. */
const MOST_REMEMBERED = 100;

interface Known extends Examined {
  readonly hidden: Map<string, readonly Hidden[]>;
  readonly classes: Map<string, readonly FieldClass[]>;
}

/** Looked at once for each role: every later answer to the document costs a look into these. */
const KNOWN = new WeakMap<DocumentNode, Known>();

function knownOf(document: DocumentNode): Known {
  const known = KNOWN.get(document) ?? { ...examined(document), hidden: new Map(), classes: new Map() };
  KNOWN.set(document, known);
  return known;
}

function walked({ schema, document, operationName, variables }: ShownQuestion, asker: Entitled): Walked {
  const operation = getOperationAST(document, operationName);
  if (!operation) return NOTHING;
  const { fragments, deciding } = knownOf(document);
  // Others may be coerced already, and are not to be coerced twice.
  const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) => deciding.includes(variable.name.value));
  const given = Object.fromEntries(deciding.flatMap((name) => (variables?.[name] === undefined ? [] : [[name, variables[name]]])));
  const { coerced } = getVariableValues(schema, definitions, given);
  return coerced ? walk({ schema, fragments, variables: coerced }, operation, asker) : NOTHING;
}

interface Walked {
  readonly hidden: readonly Hidden[];
  readonly classes: ReadonlySet<FieldClass>;
}

const NOTHING: Walked = { hidden: [], classes: new Set() };

function walk(asking: Asking, { operation, selectionSet }: OperationDefinitionNode, asker: Entitled): Walked {
  const hidden = new Map<string, Hidden>();
  const classes = new Set<FieldClass>();
  const root = asking.schema.getRootType(operation);

  const into = (type: GraphQLNamedType, nodes: ReadonlyArray<Pick<FieldNode, 'selectionSet'>>, path: string): void => {
    for (const one of objectsOf(asking.schema, type, asker)) {
      for (const [key, inner] of selected(asking, one, nodes.map((node) => node.selectionSet))) {
        const field = one.getFields()[inner[0]?.name.value ?? ''];
        if (field) at(one, field, inner, path === '' ? key : `${path}.${key}`);
      }
    }
  };
  const at = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], path: string): void => {
    const { kind, fieldClass } = needsOf(field);
    const place = hiddenAt(path, kind, fieldClass, asker);
    if (place === null) {
      classes.add(fieldClass);
      const target = getNamedType(field.type);
      if (!isIntrospectionType(target)) into(target, nodes, path);
    } else if (parent !== root) {
      // A root that is closed is an error of the answer, which says so itself.
      hidden.set(path, place);
    }
  };
  if (root) into(root, [{ selectionSet }], '');
  return { hidden: [...hidden.values()], classes };
}

function hiddenAt(path: string, recordKind: RecordKind | null, fieldClass: FieldClass, asker: Entitled): Hidden | null {
  if (recordKind !== null && !mayRead(asker, recordKind)) return { path, code: 'RECORD_HIDDEN', recordKind };
  return mayRead(asker, fieldClass) ? null : { path, code: 'FIELD_HIDDEN', fieldClass };
}

/** What of an abstract type there can be for someone. */
function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType, asker: Entitled): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  if (!isAbstractType(type)) return [];
  return schema.getPossibleTypes(type).filter((one) => {
    const kind = kindOf(one);
    return kind === null || mayRead(asker, kind);
  });
}
