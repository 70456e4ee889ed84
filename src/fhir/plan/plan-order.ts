import { dateOf, localDayAt } from '../../base/day.js';
import { discontinueOrder } from '../../changes/discontinue-order.js';
import { type Step, step } from '../../changes/step.js';
import { recordOrder } from '../../changes/record-order.js';
import { signOrder } from '../../changes/sign-order.js';
import { OrderRow } from '../../db/rows/order-row.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { issue } from '../issues.js';
import { endOfOrder, type MappedOrder, mapOrder } from '../mapping/order-mapping.js';
import { signatureExtensions, signatureIn } from '../mapping/signature-mapping.js';
import type { Reason } from '../report.js';
import { saysHome, serviceIn } from '../values/services.js';
import { importer, Skipped } from './importer.js';
import { isSamePerson, type Person, personOf } from './person.js';
import type { KnownOrder } from './known-facts.js';
import type { Planning } from './planning.js';

interface PreparedOrder extends MappedOrder {
  readonly status: Element;
  readonly physician: Person;
  readonly timeZone: string;
  /** When the physician signed, as the resource itself tells it. */
  readonly signedAt: Date | null;
}

const ORDERING_INTENTS = new Set(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']);

export const orderImporter = importer<PreparedOrder>({
  creates: 'recordOrder',
  rows: [OrderRow],
  async prepare(planning, entry, root) {
    const intent = root.get('intent');
    if (intent.isPresent && !ORDERING_INTENTS.has(intent.text() ?? '')) throw new Skipped(intent, 'an order: a plan or a proposal orders nothing');
    if (root.get('doNotPerform').boolean() === true) throw new Skipped(root.get('doNotPerform'), 'an order to do something');
    const concept = [...root.all('code')];
    const surroundings = [...root.all('category'), ...root.all('locationCode')];
    const service = serviceIn(concept, saysHome(surroundings));
    if (service === null) throw new Skipped(root.get('code'), 'a service that home care gives');
    for (const one of [...concept, ...surroundings]) one.consume();

    const patient = await planning.patient(entry, root.get('subject'));
    const physician = await personOf(planning, entry, root.get('requester'));
    if (physician === null) throw root.get('requester').refusal('NOT_FOUND', 'the practitioner who orders, in the document or by name');
    const mapped = mapOrder(root, { patientId: patient.id, timeZone: patient.timeZone, service, physician, now: planning.session.now });
    const issues = [...mapped.issues];
    const signedAt = await ownSignature(planning, entry, root, { physician, issues });
    return { ...mapped, issues, status: root.get('status').consume(), physician, timeZone: patient.timeZone, signedAt };
  },

  async contradicts(planning, { order }, recordId) {
    return (await planning.facts.isOfAnother(OrderRow, recordId, order.patientId)) ? 'ServiceRequest.subject' : null;
  },

  async create(planning, prepared, id) {
    const { order, issues, status, signedAt, physician } = prepared;
    if (!IN_FORCE.has(status.text() ?? 'active')) throw new Skipped(status, 'an order in force');
    planning.facts.willBeOrder({
      id,
      patientId: order.patientId,
      status: signedAt === null ? 'VERBAL_RECEIVED' : 'SIGNED',
      startsOn: order.startsOn,
      physicianName: physician.name,
      physicianNpi: physician.npi,
      version: null,
    });
    const steps = [step(recordOrder, { id, ...order }), ...(signedAt === null ? [] : [signing(id, signedAt, prepared.timeZone)])];
    return { steps, issues, sources: SOURCES };
  },

  async update(planning, prepared, id) {
    const { status, issues, signedAt, timeZone } = prepared;
    const known = await planning.facts.order(id);
    if (known === null) return { steps: [], issues };
    const isOver = known.status === 'DISCONTINUED' || known.status === 'SUPERSEDED';
    const steps: Step[] = [];
    if (!isOver && signedAt !== null && known.status !== 'SIGNED') steps.push(signing(id, signedAt, timeZone));
    if (!isOver && WITHDRAWN.has(status.text() ?? '')) {
      const today = dateOf(localDayAt(planning.session.now.getTime(), timeZone));
      // An order that should never have been supports nothing, from its first day.
      const discontinuedOn = status.text() === 'revoked' ? endOfOrder(known.startsOn, today) : known.startsOn;
      steps.push(step(discontinueOrder, { orderId: id, discontinuedOn }));
    }
    if (steps.length > 0) planning.facts.willBeOrder(after(known, steps));
    const isStatusSettled = isOver || steps.length > 0 || IN_FORCE.has(status.text() ?? '');
    return { steps, issues, settled: [...(isStatusSettled ? ['status'] : []), ...(signedAt === null ? [] : ['extension'])], sources: SOURCES };
  },
});

/** Completed ones too: the care that they ordered was ordered. */
const IN_FORCE = new Set(['active', 'on-hold', 'completed']);
const WITHDRAWN = new Set(['revoked', 'entered-in-error']);

const SOURCES = {
  frequencyText: 'ServiceRequest.occurrenceTiming',
  startsOn: 'ServiceRequest.occurrenceTiming.repeat.boundsPeriod.start',
  endsOn: 'ServiceRequest.occurrenceTiming.repeat.boundsPeriod.end',
  physicianName: 'ServiceRequest.requester',
  physicianNpi: 'ServiceRequest.requester',
  receivedAt: 'ServiceRequest.authoredOn',
  diagnosisCodes: 'ServiceRequest.reasonCode',
  serviceCode: 'ServiceRequest.code',
  discontinuedOn: 'ServiceRequest.status',
  signatureDate: 'ServiceRequest.extension',
  occurredAt: 'ServiceRequest.extension',
};

export function signing(orderId: string, signedAt: Date, timeZone: string): Step {
  return step(signOrder, { orderId, signatureDate: dateOf(localDayAt(signedAt.getTime(), timeZone)) }, [], { occurredAt: signedAt });
}

function after(known: KnownOrder, steps: readonly Step[]): KnownOrder {
  const last = steps.at(-1)?.change.kind;
  return { ...known, version: null, status: last === 'discontinueOrder' ? 'DISCONTINUED' : 'SIGNED' };
}

async function ownSignature(planning: Planning, entry: Entry, root: Element, { physician, issues }: { readonly physician: Person; readonly issues: Reason[] }): Promise<Date | null> {
  for (const extension of signatureExtensions(root)) {
    const signature = signatureIn(extension);
    const signer = signature === null ? null : await personOf(planning, entry, signature.who);
    if (signature !== null && signer !== null && isSamePerson(signer, physician)) return signature.signedAt;
    issues.push(issue(extension, 'INVALID_INPUT', 'the dated signature of the practitioner who ordered; the order stays unsigned'));
  }
  return null;
}
