import { type ClassType, Field, getMetadataStorage, ID, InputType } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import { checkedIdentifier, type Identifier } from '../../care/agency.js';
import type { Reference, Referring } from '../../changes/references.js';
import { RECORD_OF_FIELD, taken } from './given.js';
import { IdentifierInput } from './identifier-input.js';

type Path = ReadonlyArray<string | number>;

/** The input of a mutation that makes a record, for those who know other records by the names that another system gives to them. */
export interface RecordInput {
  readonly type: ClassType<object>;
  /** @throws Refusal INVALID_ID, INVALID_INPUT */
  taken<Input>(api: object, path: Path): Referring<Input>;
  /** Where a field of the change's input is in what was sent. */
  sentAt(api: object, path: Path): Path;
}

/**
 * Beside every field that takes an id, such as `patientId`, one that takes an identifier, `patient`, and of the two one is
 * filled in. Made from the input of the mutation, of which nothing can then be forgotten here.
 */
export function recordInput(name: string, input: ClassType<object>): RecordInput {
  const shape = shapeOf(name, input);
  return {
    type: shape.type,
    taken: <Input>(api: object, path: Path) => taken(referring(api, shape, path) as never, path) as Referring<Input>,
    sentAt: (api, path) => sentAt(api, shape, path),
  };
}

interface Shape {
  readonly type: ClassType<object>;
  readonly references: readonly ReferenceField[];
  /** The fields that hold parts which refer to records themselves. */
  readonly parts: ReadonlyMap<string, Shape>;
}

interface ReferenceField {
  readonly idField: string;
  readonly nameField: string;
  readonly recordType: string;
  readonly isRequired: boolean;
}

function shapeOf(name: string, input: ClassType<object>): Shape {
  const fields = fieldsOf(input);
  const references = fields.flatMap((field) => {
    const recordType = RECORD_OF_FIELD.get(field.name);
    return recordType === undefined ? [] : [{ field, idField: field.name, nameField: field.name.replace(/Ids?$/, ''), recordType, isRequired: field.typeOptions.nullable !== true }];
  });
  const parts = fields.flatMap((field) => {
    const part = declarationOf(field.getType());
    const shape = part && shapeOf(part.name.replace(/Input$/, 'RecordInput'), part.target as ClassType<object>);
    return shape && shape.type !== part?.target ? [{ field, shape }] : [];
  });
  if (references.length + parts.length === 0) return { type: input, references, parts: new Map() };

  @InputType(name, { description: `${declarationOf(input)?.description ?? ''} Other records stand here by their ids, or by the names that another system gives to them.` })
  class RecordInputType extends input {}

  const offer = ({ name: field, typeOptions: { array } }: Declared, type: unknown, nullable: boolean, description: string): void =>
    Field(() => (array === true ? [type] : type) as ClassType, { nullable, description })(RecordInputType.prototype, field);
  for (const { field, idField, nameField } of references) {
    offer(field, ID, true, `${field.description} Either this or ${nameField}.`);
    offer({ ...field, name: nameField }, IdentifierInput, true, `${field.description} By a name that another system gives, in place of ${idField}.`);
  }
  for (const { field, shape } of parts) offer(field, shape.type, field.typeOptions.nullable === true, field.description ?? '');
  return { type: RecordInputType, references, parts: new Map(parts.map(({ field, shape }) => [field.name, shape])) };
}

type Declared = ReturnType<typeof getMetadataStorage>['fields'][number];

function fieldsOf(input: Function | null): readonly Declared[] {
  return input === null ? [] : [...fieldsOf(Object.getPrototypeOf(input) as Function | null), ...getMetadataStorage().fields.filter(({ target }) => target === input)];
}

function declarationOf(type: unknown): ReturnType<typeof getMetadataStorage>['inputTypes'][number] | undefined {
  return getMetadataStorage().inputTypes.find(({ target }) => target === type);
}

/** What was sent, with references under the names of the ids that they stand for. */
function referring(api: unknown, shape: Shape, path: Path): unknown {
  if (Array.isArray(api)) return api.map((item, i) => referring(item, shape, [...path, i]));
  if (api === null || typeof api !== 'object') return api;
  const { ...held } = api as Record<string, unknown>;
  for (const [name, part] of shape.parts) {
    if (name in held) held[name] = referring(held[name], part, [...path, name]);
  }
  for (const { idField, nameField, recordType, isRequired } of shape.references) {
    const { [idField]: id, [nameField]: name } = held;
    if (id == null ? name == null && isRequired : name != null) {
      throw new Refusal('INVALID_INPUT', { path: [...path, idField], expected: `either ${idField} or ${nameField}`, found: id == null ? 'neither' : 'both' });
    }
    // To say null by either says that there is none.
    if (name !== undefined && id == null) held[idField] = referenceOf(name, recordType, [...path, nameField]);
    delete held[nameField];
  }
  return held;
}

function referenceOf(name: unknown, recordType: string, path: Path): readonly Reference[] | Reference | null {
  if (Array.isArray(name)) return name.map((item, i) => referenceOf(item, recordType, [...path, i]) as Reference);
  return name === null ? null : { recordType, ...checkedIdentifier(name as Identifier, path), path };
}

function sentAt(api: unknown, shape: Shape, path: Path): Path {
  const [first, ...rest] = path;
  if (first === undefined) return path;
  const held = (api as Readonly<Record<string | number, unknown>> | null | undefined) ?? {};
  if (typeof first === 'number') return [first, ...sentAt(held[first], shape, rest)];
  const reference = shape.references.find(({ idField, nameField }) => idField === first && held[nameField] != null);
  if (reference) return [reference.nameField, ...rest];
  const part = shape.parts.get(first);
  return part ? [first, ...sentAt(held[first], part, rest)] : path;
}
