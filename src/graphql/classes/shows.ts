import { Extensions } from 'type-graphql';

import type { FieldClass, RecordKind } from '../../auth/permissions.js';

export const FIELD_CLASS = 'fieldClass';
export const RECORD_KIND = 'recordKind';
export const VALUE_CLASSES = 'valueClasses';

/**
 * What a field says, so that the table of permissions decides who is told. On a type: what each of its fields says that is a
 * value and has no class of its own. A field that leads to another object says nothing itself, unless it has a class of its
 * own: what the object's fields say is said there. On a field of a filter: what asking by it would tell.
 */
export function Shows(fieldClass: FieldClass): ClassDecorator & MethodDecorator & PropertyDecorator {
  return Extensions({ [FIELD_CLASS]: fieldClass });
}

/** On a type: of which kind of record it is or tells, so that whatever leads to it is closed to those who may not read that kind. */
export function TellsOf(kind: RecordKind): ClassDecorator {
  return Extensions({ [RECORD_KIND]: kind });
}

/** On a field, in place of what its type says: what somebody did themselves is told to them where the same of others is not. */
export function Tells(kind: RecordKind | null): MethodDecorator & PropertyDecorator {
  return Extensions(kind === null ? {} : { [RECORD_KIND]: kind });
}

/** On the field of an order that says by what: what an order by some of the values would tell. */
export function ShowsBy(classes: Readonly<Partial<Record<string, FieldClass>>>): PropertyDecorator {
  return Extensions({ [VALUE_CLASSES]: classes });
}
