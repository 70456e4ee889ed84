import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, type OperationDefinitionNode, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

import type { Audit } from '../audit/audit.js';
import { type EntryOutcome, entryOf } from '../audit/entry.js';
import { emergencyThatOpened } from '../auth/access.js';
import type { Entitled } from '../auth/permissions.js';
import { classesOf } from '../graphql/classes/shown.js';
import type { GraphContext } from '../graphql/context.js';
import { refusalCodeOf } from '../graphql/errors.js';
import type { Admitted } from '../graphql/limits/gate.js';
import type { AskedFor } from './origin.js';

/** Puts on record what is answered, before it is. Every transport waits for it. */
export interface Auditor {
  /** What is asked, in words of the trail. */
  askedFor(admitted: Admitted, asker: Entitled): AskedFor;
  /** @throws Refusal AUDIT_UNAVAILABLE: then nothing is answered. */
  answered(context: GraphContext, operation: OperationDefinitionNode, errors?: readonly unknown[]): Promise<void>;
}

export function openAuditor(audit: Pick<Audit, 'read'>, schema: GraphQLSchema): Auditor {
  const recordKinds = recordKindsIn(schema);
  return {
    askedFor({ named, document, operation }, asker) {
      const { operation: name, documentHash } = named;
      return { operation: name, documentHash, recordKinds: recordKinds(document), fieldClasses: classesOf(schema, document, operation, asker) };
    },
    async answered(context, operation, errors = []) {
      const isChange = operation.operation === OperationTypeNode.MUTATION;
      const { touched, origin } = context;
      // A change is on record with its commit. Of what was refused, repeated or only tried there is no such entry.
      if (isChange && errors.length === 0 && touched.isOnRecord) return;
      const actor = context.actor();
      const { patientIds } = touched;
      const emergencyAccessId = emergencyThatOpened(context.viewer.scope, patientIds)?.id ?? null;
      const purpose = emergencyAccessId === null ? origin.purpose : 'ETREAT';
      const { outcome, code } = outcomeOf(errors);
      await audit.read(entryOf(origin, actor, { kind: isChange ? 'CHANGE' : 'QUERY', recordedAt: context.now(), patientIds, emergencyAccessId, purpose, outcome, code }));
    },
  };
}

export function outcomeOf(errors: readonly unknown[]): { readonly outcome: EntryOutcome; readonly code: string | null } {
  if (errors.length === 0) return { outcome: 'OK', code: null };
  const codes = errors.map(refusalCodeOf);
  return codes.includes('INTERNAL') ? { outcome: 'FAILED', code: 'INTERNAL' } : { outcome: 'REFUSED', code: codes[0] ?? null };
}

/** The kinds of records that a document asks for, worked out once for each. */
function recordKindsIn(schema: GraphQLSchema): (document: DocumentNode) => readonly string[] {
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
