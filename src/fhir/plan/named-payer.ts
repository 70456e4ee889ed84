import { Refusal } from '../../base/refusal.js';
import { payerAlike } from '../../db/queries/import-lookups.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import type { Planning } from './planning.js';

/**
 * The payer that a reference means. One that is only called by its name is looked for by that name among the
 * payers set up here, and never made from it: "private" is no payer.
 *
 * @throws Refusal NOT_FOUND
 */
export async function namedPayer(planning: Planning, entry: Entry, reference: Element): Promise<string> {
  const { recordId, entry: found } = await planning.find(entry, reference, ['Organization']);
  if (recordId !== null) return recordId;
  const name = found === null ? reference.get('display').text() : null;
  const alike = name === null ? undefined : await payerAlike(planning.tx, { payerCode: null, name });
  if (alike !== undefined) return alike.id;
  const expected = found === null ? 'an Organization in the document, or a payer that is known here' : 'an Organization that could itself be imported';
  throw new Refusal('NOT_FOUND', { path: [reference.path], expected });
}
