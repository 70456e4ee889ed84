import { addPayer } from '../../changes/add-payer.js';
import { step } from '../../changes/step.js';
import { payerAlike } from '../../db/queries/import-lookups.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { Entry } from '../document.js';
import { ResourceElement } from '../element.js';
import { isCalledPayer, type MappedPayer, mapPayer } from '../mapping/payer-mapping.js';
import { type DocumentIndex, pointersOf } from '../reference.js';
import { importer, Skipped } from './importer.js';

/** Organizations are many things; only those that pay are modelled. */
export const payerImporter = importer<MappedPayer>({
  creates: 'addPayer',
  rows: [PayerRow],
  async prepare(planning, entry, root) {
    if (!isCalledPayer(root) && !planning.session.payers.has(entry)) throw new Skipped(root, 'an organization that pays: of the others nothing is kept');
    return mapPayer(root);
  },

  /** A payer set up here by hand, with its policy: a second one would be without. */
  async adopt(planning, { payer }) {
    return (await payerAlike(planning.tx, { payerCode: payer.payerCode ?? null, name: payer.name }))?.id ?? null;
  },

  async create(_planning, { payer, issues }, id) {
    return { steps: [step(addPayer, { id, ...payer })], issues, sources: { name: 'Organization.name', payerCode: 'Organization.identifier' } };
  },

  async update() {
    return { steps: [] };
  },
});

/** The elements of other resources that say who pays. */
const PAYING: Readonly<Record<string, string>> = { Coverage: 'payor', Claim: 'insurer', ClaimResponse: 'insurer' };

/** The organizations of a document that its other resources name as payers. */
export function payersIn(entries: readonly Entry[], index: DocumentIndex): Set<Entry> {
  return new Set(
    entries.flatMap((entry) => {
      const element = PAYING[entry.resourceType];
      if (element === undefined) return [];
      const references = new ResourceElement(entry.resource, entry.resourceType).all(element);
      return references.flatMap(pointersOf).flatMap((pointer) => index.find(entry, pointer, ['Organization']) ?? []);
    }),
  );
}
