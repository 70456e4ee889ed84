import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, type OperationDefinitionNode, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

import type { Audit } from '../audit/audit.js';
import { type EntryOutcome, entryOf } from '../audit/entry.js';
import { emergencyThatOpened } from '../auth/access.js';
import type { Entitled, FieldClass } from '../auth/permissions.js';
import { refusalCodeOf } from '../graphql/errors.js';
import { classesOf } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';

/** Puts on record what is answered, before it is. Every transport waits for it. */
export interface Auditor {
  /** @throws Refusal AUDIT_UNAVAILABLE: then nothing is answered. */
  answered(context: GraphContext, asked: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }, errors?: readonly unknown[]): Promise<void>;
}

export function openAuditor(audit: Pick<Audit, 'read'>, schema: GraphQLSchema): Auditor {
  const shown = shownIn(schema);
  return {
    async answered(context, { document, operation }, errors = []) {
      const isChange = operation.operation === OperationTypeNode.MUTATION;
      const { touched, origin } = context;
      // A change is on record with its commit. Of what was refused, repeated or only tried there is no such entry.
      if (isChange && errors.length === 0 && touched.isOnRecord) return;
      const actor = context.actor();
      const { patientIds } = touched;
      const emergencyAccessId = emergencyThatOpened(context.viewer.scope, patientIds)?.id ?? null;
      await audit.read(entryOf(origin, actor, {
        kind: isChange ? 'CHANGE' : 'QUERY',
        recordedAt: context.now(),
        patientIds,
        recordKinds: shown.recordKinds(document),
        fieldClasses: shown.fieldClasses(document, operation, context.viewer),
        emergencyAccessId,
        ...(emergencyAccessId !== null && { purpose: 'ETREAT' as const }),
        ...outcomeOf(errors),
      }));
    },
  };
}

export function outcomeOf(errors: readonly unknown[]): { readonly outcome: EntryOutcome; readonly code: string | null } {
  if (errors.length === 0) return { outcome: 'OK', code: null };
  const codes = errors.map(refusalCodeOf);
  return codes.includes('INTERNAL') ? { outcome: 'FAILED', code: 'INTERNAL' } : { outcome: 'REFUSED', code: codes[0] ?? null };
}

/** What the trail says of answers without saying anything of theirs. */
export interface ShownIn {
  /** The kinds of records that a document asks for, worked out once for each. */
  recordKinds(document: DocumentNode): readonly string[];
  /** The classes of the fields that an operation shows to someone. */
  fieldClasses(document: DocumentNode, operation: OperationDefinitionNode, asker: Entitled): readonly FieldClass[];
}

export function shownIn(schema: GraphQLSchema): ShownIn {
  return { recordKinds: recordKindsIn(schema), fieldClasses: (document, operation, asker) => classesOf(schema, document, operation, asker) };
}

function recordKindsIn(schema: GraphQLSchema): ShownIn['recordKinds'] {
  const known = new WeakMap<DocumentNode, readonly string[]>();
  const node = schema.getType('Node');
  return (document) => {
    const kinds = known.get(document) ?? [...examined(document)].sort();
    known.set(document, kinds);
    return kinds;
  };

  function examined(document: DocumentNode): ReadonlySet<string> {
    const kinds = new Set<string>();
    const types = new TypeInfo(schema);
    visit(document, visitWithTypeInfo(types, {
      Field() {
        const parent = types.getParentType();
        if (isObjectType(parent) && isInterfaceType(node) && schema.isSubType(node, parent)) kinds.add(parent.name);
      },
    }));
    return kinds;
  }
}
