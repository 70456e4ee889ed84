import { fromGlobalId } from '../global-id.js';

/**
 * The input of a change as callers write it: under the same names, but with opaque ids where the change
 * has stored ones, `units` where it has thousandths of a unit, and without the ids that only our own
 * programs may choose.
 */
export type Given<Held> = Held extends Scalar
  ? Held
  : Held extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Given<Item>>
    : { [Name in keyof Held as Name extends Hidden ? never : Name extends keyof Renamed ? Renamed[Name] : Name]: Given<Held[Name]> };

type Scalar = string | number | boolean | Date | null | undefined;

type Hidden = 'id' | 'visitIds';

interface Renamed {
  readonly milliUnits: 'units';
  readonly authorizedMilliUnits: 'authorizedUnits';
  readonly addedMilliUnits: 'addedUnits';
}

/** The kind of record whose id an input field takes, by the name of the field: a name means the same in every input. */
export const RECORD_OF_FIELD: ReadonlyMap<string, string> = new Map([
  ['agencyMemberId', 'Member'],
  ['aideStaffId', 'Staff'],
  ['authorizationId', 'Authorization'],
  ['authorStaffId', 'Staff'],
  ['branchId', 'Branch'],
  ['branchIds', 'Branch'],
  ['certificationId', 'Certification'],
  ['coverageId', 'Coverage'],
  ['emergencyAccessId', 'EmergencyAccess'],
  ['findingId', 'Finding'],
  ['lineId', 'AuthorizationLine'],
  ['lineIds', 'AuthorizationLine'],
  ['noteId', 'Note'],
  ['orderId', 'Order'],
  ['patientId', 'Patient'],
  ['patientIds', 'Patient'],
  ['payerId', 'Payer'],
  ['payerIds', 'Payer'],
  ['staffId', 'Staff'],
  ['staffIds', 'Staff'],
  ['supersedesOrderId', 'Order'],
  ['visitId', 'Visit'],
  ['webhookId', 'Webhook'],
]);

const INNER_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries({ units: 'milliUnits', authorizedUnits: 'authorizedMilliUnits', addedUnits: 'addedMilliUnits' } satisfies { [Name in Renamed[keyof Renamed]]: string }),
);

type Path = ReadonlyArray<string | number>;

/** @throws Refusal INVALID_ID with the path of the id that is malformed or of another kind of record. */
export function taken<Input>(given: Given<Input>, path: Path = ['input']): Input {
  return inner(given, path) as Input;
}

function inner(held: unknown, path: Path): unknown {
  if (Array.isArray(held)) return held.map((item, i) => inner(item, [...path, i]));
  if (held === null || typeof held !== 'object' || held instanceof Date) return held;
  return Object.fromEntries(
    Object.entries(held).map(([name, value]) => {
      const record = RECORD_OF_FIELD.get(name);
      return [INNER_NAME.get(name) ?? name, record === undefined ? inner(value, [...path, name]) : storedId(record, value, [...path, name])];
    }),
  );
}

function storedId(record: string, held: unknown, path: Path): unknown {
  if (Array.isArray(held)) return held.map((id, i) => storedId(record, id, [...path, i]));
  return typeof held === 'string' ? fromGlobalId(record, held, path) : held;
}
