import { cancelAuthorization } from '../../changes/cancel-authorization.js';
import { step } from '../../changes/step.js';
import { recordAuthorization } from '../../changes/record-authorization.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { Entry } from '../document.js';
import { type Element, ResourceElement } from '../element.js';
import { issue } from '../issues.js';
import { mapItems, PAS, type RequestedItem } from '../mapping/request-mapping.js';
import { pointersOf } from '../reference.js';
import type { Reason } from '../report.js';
import { instant } from '../values/dates.js';
import { importer, Skipped } from './importer.js';
import { namedPayer } from './named-payer.js';
import type { Planning } from './planning.js';
import { itemName, named, namingOf } from './request-lines.js';
import { pendedLine, requestRevision } from './request-revision.js';

interface PreparedRequest {
  readonly patientId: string;
  readonly payerId: string;
  readonly coverageId: string | null;
  readonly requestedAt: Date | null;
  readonly items: readonly RequestedItem[];
  readonly issues: readonly Reason[];
  readonly isWithdrawn: boolean;
  /** The authorization that an update is about. */
  readonly priorId: string | null;
  /** What the items are named by. */
  readonly address: string;
  readonly root: Element;
}

/** A request for prior authorization: PENDED until the payer's answer comes. */
export const requestImporter = importer<PreparedRequest>({
  creates: 'recordAuthorization',
  rows: [AuthorizationRow],
  async prepare(planning, entry, root) {
    if (root.get('use').text() !== 'preauthorization') throw new Skipped(root.get('use'), 'a request for prior authorization');
    if (isInquiry(entry)) throw new Skipped(root, 'a request: an inquiry asks for nothing');
    const status = root.get('status').text() ?? 'active';
    if (status === 'draft') throw new Skipped(root.get('status'), 'a request that was sent');
    const issues: Reason[] = [];
    const patient = await planning.patient(entry, root.get('patient'));
    const insurance = root.all('insurance').find((one) => (one.peek() as { readonly focal?: unknown }).focal === true) ?? root.get('insurance');
    const coverage = await planning.find(entry, insurance.get('coverage'), ['Coverage']);
    if (coverage.recordId === null && insurance.isPresent) issues.push(issue(insurance.get('coverage'), 'NOT_FOUND', 'a Coverage that is known; the request is kept without'));
    for (const part of ['sequence', 'focal']) insurance.get(part).consume();
    const surroundings = { timeZone: patient.timeZone, today: planning.session.today, serviceRequestOf: (reference: Element) => serviceRequestIn(planning, entry, reference) };
    const items = mapItems(root, surroundings, issues);
    const requestedAt = instant(root.get('created'), patient.timeZone);
    return {
      patientId: patient.id,
      payerId: await payerOf(planning, entry, root, insurance),
      coverageId: coverage.recordId,
      requestedAt: requestedAt !== null && requestedAt <= planning.session.now ? requestedAt : null,
      items,
      issues,
      isWithdrawn: status !== 'active',
      priorId: await priorOf(planning, entry, root, issues),
      address: planning.namesOf(entry).address.value,
      root,
    };
  },

  async contradicts(planning, { patientId }, recordId) {
    return (await planning.facts.isOfAnother(AuthorizationRow, recordId, patientId)) ? 'Claim.patient' : null;
  },

  async adopt(_planning, { priorId }) {
    return priorId;
  },

  async create(planning, prepared, id) {
    const { patientId, payerId, coverageId, requestedAt, items, issues, isWithdrawn, address, root } = prepared;
    if (isWithdrawn) throw new Skipped(root.get('status'), 'a request in force');
    const wanted = items.filter(({ isCancelled }) => !isCancelled);
    if (wanted.length === 0) throw new Skipped({ path: 'Claim.item' }, 'at least one item that home care bills', { issues });
    const lines = wanted.map((item) => ({ ...pendedLine(item), id: planning.session.ids.next() }));
    planning.facts.willBeAuthorization({
      id, patientId, payerId, number: null, decidedAt: null, cancelledAt: null, version: null,
      lines: lines.map((line, i) => ({ ...line, names: named(itemName(address, (wanted[i] as RequestedItem).sequence)) })),
    });
    return {
      steps: [step(recordAuthorization, { id, patientId, payerId, coverageId, requestedAt, lines })],
      issues,
      namings: lines.map((line, i) => namingOf(line.id, itemName(address, (wanted[i] as RequestedItem).sequence))),
      sources: sourcesOf(wanted),
    };
  },

  async update(planning, prepared, id) {
    const known = await planning.facts.authorization(id);
    const { isWithdrawn, issues } = prepared;
    if (known === null || known.cancelledAt !== null) return { steps: [], issues, settled: ['status', 'item'] };
    if (!isWithdrawn) return requestRevision(planning, prepared, known);
    planning.facts.willBeAuthorization({ ...known, cancelledAt: planning.session.now, version: null });
    return { steps: [step(cancelAuthorization, { authorizationId: id, expectedVersion: known.version })], issues, settled: ['status', 'item', 'related'] };
  },
});

function sourcesOf(items: readonly RequestedItem[]): Record<string, string> {
  return { ...Object.fromEntries(items.map(({ element }, i) => [`lines.${i}`, element.path])), lines: 'Claim.item', requestedAt: 'Claim.created' };
}

/** PAS marks an inquiry by its profile and by nothing else. */
function isInquiry({ resource }: Entry): boolean {
  const { profile } = (resource['meta'] ?? {}) as { readonly profile?: unknown };
  return Array.isArray(profile) && profile.some((one) => typeof one === 'string' && one.split('|')[0] === `${PAS}/profile-claim-inquiry`);
}

async function payerOf(planning: Planning, entry: Entry, root: Element, insurance: Element): Promise<string> {
  const insurer = root.get('insurer');
  if (insurer.isPresent) return namedPayer(planning, entry, insurer);
  const { entry: coverage } = await planning.find(entry, insurance.get('coverage'), ['Coverage']);
  if (coverage === null) throw insurer.refusal('NOT_FOUND', 'the payer who is asked');
  return namedPayer(planning, coverage, new ResourceElement(coverage.resource, 'Coverage').get('payor'));
}

/** An update names the request that it replaces. One whose predecessor nobody knows holds every item and stands for itself. */
async function priorOf(planning: Planning, entry: Entry, root: Element, issues: Reason[]): Promise<string | null> {
  for (const related of root.all('related')) {
    const reference = related.get('claim');
    related.get('relationship').consume();
    const { recordId } = await planning.find(entry, reference, ['Claim']);
    if (recordId !== null) return recordId;
    if (reference.isPresent) issues.push(issue(reference, 'NOT_FOUND', 'the earlier request; this one is taken for a new one'));
  }
  return null;
}

function serviceRequestIn({ session }: Planning, entry: Entry, reference: Element): Element | null {
  for (const pointer of pointersOf(reference)) {
    const found = session.index.find(entry, pointer, ['ServiceRequest']);
    if (found?.resourceType === 'ServiceRequest') return new ResourceElement(found.resource, 'ServiceRequest');
  }
  return null;
}
