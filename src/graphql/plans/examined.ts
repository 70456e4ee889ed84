import { type DocumentNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';

export interface Examined {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The variables that decide which fields are asked for. */
  readonly deciding: readonly string[];
  /** The variables that hold ids, whose kind decides what can be asked of a node. */
  readonly ids: readonly string[];
}

export function examined(document: DocumentNode): Examined {
  const deciding = new Set<string>();
  const ids = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) deciding.add(value.name.value);
    },
    Field({ name, arguments: given = [] }) {
      for (const { value } of given) if (name.value === 'node' && value.kind === Kind.VARIABLE) ids.add(value.name.value);
    },
  });
  return {
    fragments: Object.fromEntries(document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one])),
    deciding: [...deciding].sort(),
    ids: [...ids].sort(),
  };
}
