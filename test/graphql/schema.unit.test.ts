import 'reflect-metadata';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';

import { buildPlumblineSchema } from '../../src/graphql/schema.js';

let schema: GraphQLSchema;
let types: GraphQLNamedType[];
beforeAll(async () => {
  schema = await buildPlumblineSchema();
  types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
});

describe('the schema', () => {
  test('explanations are sentences', () => {
    const fragments = types.flatMap((type) => [type, ...partsOf(type)].map(({ name, description }) => ({ at: `${type.name} ${name}`, description: description ?? 'None.' })));
    expect(fragments.filter(({ description }) => !/^[A-Z0-9`].*[.]$/s.test(description))).toEqual([]);
  });

  test('every list is a page, part of a page, or one that cannot grow', () => {
    const short = types.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => /^\[.*\]!?$/.test(String(field.type)) && !['edges', 'nodes'].includes(field.name))
        .filter((field) => isRecord(String(field.type).replace(/[[\]!]/g, '')) && !/at most \d+/i.test(field.description ?? ''))
        .map((field) => `${type.name}.${field.name}`),
    );
    // Bounded by what made them: one change, the lines that an authorization may have, the findings of one patient.
    expect(short.sort()).toEqual([
      'AlignmentEffect.affectedVisits',
      'AlignmentEffect.changed',
      'AlignmentEffect.cleared',
      'AlignmentEffect.raised',
      'AlignmentStart.findings',
      'Authorization.lines',
      'AuthorizationLine.caps',
      'Finding.visits',
      'KnownFinding.visits',
      'PatientSnapshot.lines',
      'PatientSnapshot.nextVisits',
      'Visit.findings',
      'VisitMessage.visits',
      'VisitSeries.visits',
    ]);
  });

  test('whatever has an id is a record that can be found by it, but for what the log and what-if tell of', () => {
    const found = types.filter(isObjectType).filter((type) => String(type.getFields()['id']?.type) === 'ID!' && !isRecord(type.name));
    // Events are read from their place in the log, a series is found by its visits, and what is only supposed is nowhere to be found.
    expect(found.map(({ name }) => name).sort()).toEqual(['AlignmentEvent', 'EventNotice', 'FieldChange', 'SupposedVisit', 'VisitSeries']);
  });

  const isRecord = (name: string): boolean => {
    const type = schema.getType(name);
    return isObjectType(type) && type.getInterfaces().length > 0;
  };
});

interface Part {
  readonly name: string;
  readonly description?: string | null;
}

function partsOf(type: GraphQLNamedType): Part[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [field, ...field.args.map((argument) => ({ ...argument, name: `${field.name}(${argument.name})` }))]);
}
