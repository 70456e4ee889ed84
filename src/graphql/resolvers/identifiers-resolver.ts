import { Arg, type ClassType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { expectMayRead, type FieldClass } from '../../auth/permissions.js';
import { Refusal } from '../../base/refusal.js';
import { checkedIdentifier, type Identifier } from '../../care/agency.js';
import { MOST_CHILDREN } from '../../db/queries/children.js';
import { CONTESTED, recordTypeOf } from '../../db/queries/identifiers.js';
import { keptNames } from '../../db/queries/namings.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import { CertificationRow } from '../../db/rows/certification-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { EvvRecordRow } from '../../db/rows/evv-record-row.js';
import { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { SupervisionRow } from '../../db/rows/supervision-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { Shows } from '../classes/shows.js';
import type { GraphContext } from '../context.js';
import { IdentifierInput } from '../inputs/identifier-input.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { BranchType } from '../types/branch-type.js';
import { CertificationType } from '../types/certification-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { enumOf } from '../types/enums.js';
import { EvvRecordType } from '../types/evv-record-type.js';
import { FaceToFaceType } from '../types/face-to-face-type.js';
import { IdentifierType } from '../types/identifier-type.js';
import { type NodeRecord, NodeType } from '../types/node-type.js';
import { NoteType } from '../types/note-type.js';
import { OrderType } from '../types/order-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerPolicyType } from '../types/payer-policy-type.js';
import { PayerType } from '../types/payer-type.js';
import { StaffType } from '../types/staff-type.js';
import { SupervisionType } from '../types/supervision-type.js';
import { VisitType } from '../types/visit-type.js';
import { nodeOfKind } from './node-resolver.js';

interface Kind {
  readonly row: RowClass<{ readonly id: string }>;
  readonly type: ClassType<object>;
  /** What their names say, where they say something of a patient. */
  readonly shows?: FieldClass;
}

/** Every kind of record that another system may know under a name of its own. */
const KINDS = {
  AUTHORIZATION: { row: AuthorizationRow, type: AuthorizationType },
  BRANCH: { row: BranchRow, type: BranchType },
  CERTIFICATION: { row: CertificationRow, type: CertificationType },
  COVERAGE: { row: CoverageRow, type: CoverageType },
  EVV_RECORD: { row: EvvRecordRow, type: EvvRecordType },
  FACE_TO_FACE: { row: FaceToFaceRow, type: FaceToFaceType },
  NOTE: { row: NoteRow, type: NoteType },
  ORDER: { row: OrderRow, type: OrderType },
  PATIENT: { row: PatientRow, type: PatientType, shows: 'IDENTITY' },
  PAYER: { row: PayerRow, type: PayerType },
  PAYER_POLICY: { row: PayerPolicyRow, type: PayerPolicyType },
  STAFF: { row: StaffRow, type: StaffType },
  SUPERVISION: { row: SupervisionRow, type: SupervisionType },
  VISIT: { row: VisitRow, type: VisitType },
} satisfies Record<string, Kind>;

type NamedKind = keyof typeof KINDS;

const RecordKindEnum = enumOf<NamedKind>('RecordKind', Object.keys(KINDS) as NamedKind[], 'The kinds of records that other systems may know under names of their own.', {
  AUTHORIZATION: 'An authorization.',
  BRANCH: 'A branch of the agency.',
  CERTIFICATION: 'A certification of the need for home health.',
  COVERAGE: 'A coverage of a patient.',
  EVV_RECORD: 'The electronic verification of a visit.',
  FACE_TO_FACE: 'An encounter that a certification rests on.',
  NOTE: 'The note of a visit.',
  ORDER: 'A physician\'s order.',
  PATIENT: 'A patient.',
  PAYER: 'Someone who pays for care.',
  PAYER_POLICY: 'A version of what a payer requires.',
  STAFF: 'A member of staff.',
  SUPERVISION: 'A supervision of an aide, or a reassessment by a therapist.',
  VISIT: 'A visit.',
});

const MOST_LOOKED_UP = 100;

/** An identifier is a name in one agency: the same one in another agency is another record's. */
@Resolver()
class LookupResolver {
  @Query(() => NodeType, { nullable: true, description: 'The record that another system knows under a name; null when there is none that you can see.' })
  async recordByIdentifier(
    @Arg('kind', () => RecordKindEnum, { description: 'What kind of record it is.' }) kind: NamedKind,
    @Arg('system', () => String, { description: 'The system that gave the name.' }) system: string,
    @Arg('value', () => String, { description: 'The name there.' }) value: string,
    @Ctx() context: GraphContext,
  ): Promise<NodeRecord | null> {
    const [record] = await recordsNamed(context, kind, [checkedIdentifier({ system, value }, [])]);
    return record ?? null;
  }

  @Query(() => [NodeType], { nullable: 'items', description: 'The records that other systems know under these names, in the same order, with null for each that there is none of.' })
  async recordsByIdentifiers(
    @Arg('kind', () => RecordKindEnum, { description: 'What kind of records they are.' }) kind: NamedKind,
    @Arg('identifiers', () => [IdentifierInput], { description: `The names, at most ${MOST_LOOKED_UP}.` }) identifiers: IdentifierInput[],
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<NodeRecord | null>> {
    if (identifiers.length > MOST_LOOKED_UP) {
      throw new Refusal('LIMIT_EXCEEDED', { path: ['identifiers'], expected: `at most ${MOST_LOOKED_UP} identifiers`, found: `${identifiers.length}` });
    }
    return recordsNamed(context, kind, identifiers.map((identifier, i) => checkedIdentifier(identifier, ['identifiers', i])));
  }
}

async function recordsNamed(context: GraphContext, kind: NamedKind, identifiers: readonly Identifier[]): Promise<ReadonlyArray<NodeRecord | null>> {
  const { row, shows = 'OPERATIONAL' }: Kind = KINDS[kind];
  expectMayRead(context.viewer, shows);
  const recordType = recordTypeOf(row);
  const names = await context.read((tx) => keptNames(tx, identifiers.map((identifier) => ({ recordType, ...identifier }))));
  return Promise.all(
    identifiers.map(async ({ system, value }) => {
      const name = names.find((one) => one.system === system && one.value === value && one.contentHash !== CONTESTED);
      return name === undefined ? null : nodeOfKind(context, recordType, name.recordId);
    }),
  );
}

function identifiersOf({ row, type, shows = 'OPERATIONAL' }: Kind): Function {
  @Resolver(() => type)
  class IdentifiersResolver {
    @Shows(shows)
    @FieldResolver(() => [IdentifierType], { description: `The names that other systems give to it, in order of the systems; at most ${MOST_CHILDREN}.` })
    async identifiers(@Root() { id }: { readonly id: string }, @Ctx() { loaders }: GraphContext): Promise<readonly Identifier[]> {
      return loaders.identifiers(row).load(id);
    }
  }
  return IdentifiersResolver;
}

export const IDENTIFIER_RESOLVERS: readonly Function[] = [LookupResolver, ...Object.values<Kind>(KINDS).map(identifiersOf)];
