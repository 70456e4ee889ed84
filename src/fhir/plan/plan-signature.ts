import { type Step, step } from '../../changes/step.js';
import { signNote } from '../../changes/sign-note.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import type { RowClass } from '../../db/rows/row.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { issue } from '../issues.js';
import { type SignatureFound, signatureIn } from '../mapping/signature-mapping.js';
import type { Reason } from '../report.js';
import { importer, Skipped } from './importer.js';
import { isSamePerson, personOf } from './person.js';
import { signing } from './plan-order.js';
import type { Planning } from './planning.js';

interface PreparedSignatures {
  readonly row: RowClass<unknown>;
  readonly recordId: string;
  readonly steps: readonly Step[];
  readonly issues: readonly Reason[];
}

const ORDERS = ['ServiceRequest'];
const NOTES = ['DocumentReference', 'Composition'];

/** A Provenance is read for one thing: the signatures under an order or a note. */
export const provenanceImporter = importer<PreparedSignatures>({
  creates: 'signOrder',
  rows: [OrderRow, NoteRow],
  async prepare(planning, entry, root) {
    const signatures = root.all('signature');
    const targets = root.all('target');
    if (signatures.length === 0) throw new Skipped(root, 'a signature');
    const signed = await signedRecord(planning, entry, targets);
    if (signed === null) throw new Skipped(root.get('target'), 'the signature of an order or a note that is known here');
    const issues: Reason[] = [];
    const found = signatures.flatMap((signature) => {
      const one = signatureIn(signature);
      if (one === null) issues.push(issue(signature, 'INVALID_INPUT', 'a dated signature that authors or verifies'));
      return one ?? [];
    });
    const steps = signed.row === OrderRow ? await orderSteps(planning, entry, { ...signed, found, issues }) : await noteSteps(planning, { ...signed, found });
    return { ...signed, steps, issues };
  },

  async adopt(_planning, { recordId }) {
    return recordId;
  },

  async create() {
    return { steps: [] };
  },

  async update(planning, { row, recordId, steps, issues }) {
    if (steps.length > 0) await nowSigned(planning, row, recordId);
    return { steps, issues, row, sources: SOURCES };
  },
});

const SOURCES = { signatureDate: 'Provenance.signature', occurredAt: 'Provenance.signature', orderId: 'Provenance.target', noteId: 'Provenance.target' };

async function signedRecord(planning: Planning, entry: Entry, targets: readonly Element[]): Promise<{ readonly row: RowClass<unknown>; readonly recordId: string } | null> {
  for (const target of targets) {
    const order = await planning.find(entry, target, ORDERS);
    if (order.recordId !== null) return { row: OrderRow, recordId: order.recordId };
    const note = await planning.find(entry, target, NOTES);
    if (note.recordId !== null) return { row: NoteRow, recordId: note.recordId };
  }
  return null;
}

interface Signed {
  readonly recordId: string;
  readonly found: readonly SignatureFound[];
}

/** Only the physician who ordered can sign an order. */
async function orderSteps(planning: Planning, entry: Entry, { recordId, found, issues }: Signed & { readonly issues: Reason[] }): Promise<Step[]> {
  const order = await planning.facts.order(recordId);
  if (order === null || order.status === 'SIGNED' || order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED') return [];
  for (const { signedAt, who } of found) {
    const signer = await personOf(planning, entry, who);
    const isPhysician = signer !== null && isSamePerson(signer, { name: order.physicianName, npi: order.physicianNpi });
    if (isPhysician) return [signing(recordId, signedAt, await zoneOfOrder(planning, order.patientId))];
    issues.push(issue(who, 'INVALID_INPUT', 'the practitioner who ordered; the order stays unsigned'));
  }
  return [];
}

async function zoneOfOrder(planning: Planning, patientId: string): Promise<string> {
  return (await planning.facts.patient(patientId))?.timeZone ?? planning.session.branch.timeZone;
}

async function noteSteps(planning: Planning, { recordId, found }: Signed): Promise<Step[]> {
  const note = await planning.facts.note(recordId);
  const [signature] = found;
  if (note === null || signature === undefined || note.status !== 'COMPLETE_UNSIGNED') return [];
  return [step(signNote, { noteId: recordId }, [], { occurredAt: signature.signedAt })];
}

async function nowSigned(planning: Planning, row: RowClass<unknown>, recordId: string): Promise<void> {
  const order = row === OrderRow ? await planning.facts.order(recordId) : null;
  if (order !== null) planning.facts.willBeOrder({ ...order, status: 'SIGNED', version: null });
  const note = row === NoteRow ? await planning.facts.note(recordId) : null;
  if (note !== null) planning.facts.willBeNote({ ...note, status: 'SIGNED', version: null });
}
