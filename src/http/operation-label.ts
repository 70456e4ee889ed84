import { Kind, type OperationDefinitionNode } from 'graphql';

const MOST_FIELDS = 5;

/**
 * What a valid operation is called in the log: `query patients visits`. Its fields are words of the schema. Its own name is whatever its
 * caller likes, and so perhaps the name of a patient.
 */
export function operationLabel(operation: OperationDefinitionNode): string {
  const known = LABELS.get(operation) ?? labelOf(operation);
  LABELS.set(operation, known);
  return known;
}

/** There is one for every request, and few operations. */
const LABELS = new WeakMap<OperationDefinitionNode, string>();

function labelOf({ operation, selectionSet }: OperationDefinitionNode): string {
  const fields = selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '...'));
  return [operation, ...fields.slice(0, MOST_FIELDS), ...(fields.length > MOST_FIELDS ? ['...'] : [])].join(' ');
}
