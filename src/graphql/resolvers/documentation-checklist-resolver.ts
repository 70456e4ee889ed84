import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { requirementsFor } from '../../alignment/documentation.js';
import type { NoteElementFact } from '../../alignment/snapshot.js';
import { Refusal } from '../../base/refusal.js';
import type { NoteElement } from '../../care/note.js';
import { notesOfVisits } from '../../db/queries/children.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromGlobalId } from '../global-id.js';
import { expectMayReadRows } from '../reading-of.js';
import { DocumentationChecklistType } from '../types/documentation-checklist-type.js';
import { PayerType } from '../types/payer-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => DocumentationChecklistType)
export class DocumentationChecklistResolver {
  @Query(() => DocumentationChecklistType, { description: 'What the note of a visit must say for its payer. Ask it before the visit, while the note is being written, or after it.' })
  async documentationChecklist(@Arg('visitId', () => ID, { description: 'The visit that is to be documented.' }) visitId: string, @Ctx() { viewer, loaders }: GraphContext): Promise<DocumentationChecklistType> {
    expectMayReadRows(viewer, NoteRow);
    const visit = await loaders.record(VisitRow).load(fromGlobalId('Visit', visitId, ['visitId']));
    if (!visit) throw new Refusal('NOT_FOUND', { path: ['visitId'] });
    const paidBy = await loaders.payerOfVisit().load(visit.id);
    // The whole policy: what the rules read of it leaves out the templates and examples.
    const policy = paidBy && (await loaders.policyOn(visit.serviceOn).load(paidBy.payerId));
    const [note] = await loaders.children(notesOfVisits).load(visit.id);
    const items = policy === null ? [] : requirementsFor(visit, policy.terms, (note?.elements ?? []).map(asTheRulesSeeIt));
    return { visit, paidBy, policyVersion: policy?.version ?? null, items };
  }

  @FieldResolver(() => VisitType, { description: 'What is to be documented.' })
  visit(@Root() { visit }: DocumentationChecklistType): VisitRow {
    return visit;
  }

  @FieldResolver(() => PayerType, { nullable: true, description: 'Whose requirements they are: the payer of the primary coverage on the date of service, else that of the nearest authorization; none when the patient pays.' })
  async payer(@Root() { paidBy }: DocumentationChecklistType, @Ctx() { loaders }: GraphContext): Promise<PayerRow | null> {
    return paidBy && one(loaders.record(PayerRow), paidBy.payerId);
  }
}

const OPENING_LENGTH = 100;

/** No more of the text than is in a snapshot, so that the list and the findings say the same. */
function asTheRulesSeeIt({ key, text }: NoteElement): NoteElementFact {
  return { key, opening: [...text].slice(0, OPENING_LENGTH).join('') };
}
