import { Refusal } from '../../base/refusal.js';
import { CERTIFIED, type ReviewDecision, UNDECIDED } from '../../care/authorization.js';
import type { LineInput } from '../../changes/authorization-lines.js';
import { step } from '../../changes/perform.js';
import { recordAuthorization } from '../../changes/record-authorization.js';
import { type LineRevision, reviseAuthorization } from '../../changes/revise-authorization.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { attempt, issue } from '../issues.js';
import { type DecidedItem, type MappedResponse, mapResponse } from '../mapping/decision-mapping.js';
import { type Reason, reasonOf } from '../report.js';
import { instant } from '../values/dates.js';
import { findRequest } from './find-request.js';
import { importer, type Making, Skipped } from './importer.js';
import { namedPayer } from './named-payer.js';
import { definedIn, lineOfItem } from './plan-request.js';
import type { KnownAuthorization, KnownLine, Planning } from './planning.js';

interface PreparedDecision {
  readonly response: MappedResponse;
  readonly root: Element;
  readonly patientId: string;
  readonly payerId: string | null;
  readonly answeredAt: Date | null;
  /** Null when the request that it answers is not known. */
  readonly authorization: KnownAuthorization | null;
  /** What the items of the request are named by, where the answer tells. */
  readonly requestAddress: string | null;
}

/** The payer's answer to a request, or the news of an authorization that was asked for elsewhere. */
export const decisionImporter = importer<PreparedDecision>({
  rows: [AuthorizationRow],
  async prepare(planning, entry, root) {
    if (root.get('use').text() !== 'preauthorization') throw new Skipped(root.get('use'), 'an answer to a request for prior authorization');
    const status = root.get('status');
    if ((status.text() ?? 'active') !== 'active') throw new Skipped(status, 'an answer in force');
    root.get('outcome').consume();
    const patient = await planning.patient(entry, root.get('patient'));
    const response = mapResponse(root, patient.timeZone);
    const { authorization, address } = await findRequest(planning, entry, root, patient.id);
    const answeredAt = instant(root.get('created'), patient.timeZone);
    return {
      response,
      root,
      patientId: patient.id,
      payerId: authorization !== null || !root.get('insurer').isPresent ? null : await namedPayer(planning, entry, root.get('insurer')),
      answeredAt: answeredAt !== null && answeredAt <= planning.session.now ? answeredAt : null,
      authorization,
      requestAddress: address,
    };
  },

  async adopt(_planning, { authorization }) {
    return authorization?.id ?? null;
  },

  async create(planning, prepared, id) {
    return newAuthorization(planning, prepared, id);
  },

  async update(planning, prepared, id, entry) {
    const known = await planning.authorization(id);
    return known === null ? { steps: [] } : answer(planning, prepared, known, entry);
  },
});

function answer(planning: Planning, prepared: PreparedDecision, known: KnownAuthorization, entry: Entry): Making {
  const { response, root, answeredAt } = prepared;
  if (isStale(prepared, known)) {
    return { steps: [], issues: [issue(root.get('created'), 'VERSION_CONFLICT', 'an answer no older than the one that is already known')], settled: ALL_OF_ANSWER };
  }
  const issues: Reason[] = [];
  const { lines, extraLines, notApplied, refusal, sources } = response.errors === null ? revisionsOf(prepared, known, issues) : errorNotes(known, response.errors);
  const addedLines = [...extraLines, ...(response.errors === null ? response.added.flatMap((item) => attempt(issues, item.element, () => addedLine(item)) ?? []) : [])].map((line) => ({ ...line, id: planning.session.ids.next() }));
  const number = numberOf(response, issues);
  if (lines.length + addedLines.length === 0 && (number === null || number === known.number)) {
    // Nothing of the decision could be kept: that is a refusal, and not an answer without news.
    if (refusal !== null) throw refusal;
    return { steps: [], issues, settled: ALL_OF_ANSWER };
  }
  const decidedAt = isAnyDecided([...lines, ...addedLines]) ? answeredAt : null;
  planning.willBeAuthorization({
    ...known,
    version: null,
    number: number ?? known.number,
    decidedAt: decidedAt ?? known.decidedAt,
    lines: [...known.lines.map((line): KnownLine => ({ ...line, ...definedIn(lines.find(({ lineId }) => lineId === line.id)) })), ...addedLines.map(knownLine)],
  });
  return {
    steps: [step(reviseAuthorization, { authorizationId: known.id, number, decidedAt, lines, addedLines, expectedVersion: known.version })],
    issues,
    notApplied,
    settled: ALL_OF_ANSWER,
    sources: { ...ANSWER_SOURCES, lines: `${entry.resourceType}.item`, addedLines: `${entry.resourceType}.addItem`, ...sources },
  };
}

function revisionsOf({ response, requestAddress }: PreparedDecision, known: KnownAuthorization, issues: Reason[]): Revisions {
  const lines: LineRevision[] = [];
  const extraLines: LineInput[] = [];
  const notApplied: string[] = [];
  const sources: Record<string, string> = {};
  let refusal: Refusal | null = null;
  for (const item of response.items) {
    const line = item.sequences.map((sequence) => lineOfItem(known, requestAddress, sequence)).find((one) => one !== null) ?? null;
    if (line === null) {
      issues.push(issue(item.element, 'NOT_FOUND', 'an item of the request that home care bills; the decision is left out'));
      continue;
    }
    try {
      const { revision, extra } = revise(line, item);
      if (differs(line, revision)) {
        sources[`lines.${lines.length}`] = item.element.path;
        lines.push(revision);
      }
      extraLines.push(...extra);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
      issues.push(reasonOf(error, item.element.path));
      notApplied.push(item.element.path);
    }
  }
  return { lines, extraLines, notApplied, sources, refusal };
}

function isAnyDecided(lines: ReadonlyArray<{ readonly decision?: ReviewDecision | null }>): boolean {
  return lines.some(({ decision }) => decision != null && !UNDECIDED.has(decision));
}

function knownLine({ id, ...line }: LineInput & { readonly id: string }): KnownLine {
  return { ...line, id, serviceCode: line.serviceCode ?? null, modifiers: line.modifiers ?? [], decision: line.decision ?? 'CERTIFIED_IN_TOTAL', names: [] };
}

const ANSWER_SOURCES = { number: 'ClaimResponse.preAuthRef', decidedAt: 'ClaimResponse.created' };

const ALL_OF_ANSWER = ['item', 'addItem', 'error', 'outcome', 'created', 'preAuthRef', 'preAuthPeriod', 'extension', 'request', 'identifier'];

interface Revisions {
  readonly lines: readonly LineRevision[];
  readonly extraLines: readonly LineInput[];
  readonly notApplied: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
  /** Why the first of the items that could not be applied was not. */
  readonly refusal: Refusal | null;
}

/**
 * Payers answer one request several times, and files arrive in any order. A decision is not undone by an
 * older one, nor by an older or equally old "still pending".
 */
function isStale({ answeredAt, response: { items, added } }: PreparedDecision, { decidedAt }: KnownAuthorization): boolean {
  if (decidedAt === null || answeredAt === null) return false;
  const isUndecided = [...items, ...added].every(({ decision }) => decision === null || UNDECIDED.has(decision));
  return isUndecided ? answeredAt <= decidedAt : answeredAt < decidedAt;
}

interface Decided {
  readonly revision: LineRevision;
  readonly extra: readonly LineInput[];
}

/** @throws Refusal when what is certified is not said. */
function revise(line: KnownLine, item: DecidedItem): Decided {
  const { decision, service, reason, modifiers, element } = item;
  if (decision === null) throw element.refusal('UNKNOWN_CODE', 'a review action (X12 306)');
  if (item.isOtherService) throw element.refusal('UNKNOWN_CODE', 'a HCPCS code of home care as what is authorized');
  // Another discipline is another line: the one that was asked for is over.
  if (service !== null && service.discipline !== line.discipline) {
    return { revision: { lineId: line.id, decision: 'CANCELLED', decisionReason: reason }, extra: [addedLine(item, line)] };
  }
  const quantity = item.quantity(service?.unitDefinition ?? line.unitDefinition);
  checkHasUnits(item, quantity?.milliUnits ?? line.authorizedMilliUnits, decision);
  const { startsOn, endsOn } = item.period;
  return {
    revision: {
      lineId: line.id,
      decision,
      decisionReason: reason,
      ...(service?.serviceCode == null ? {} : { serviceCode: service.serviceCode }),
      ...(modifiers === null ? {} : { modifiers }),
      ...(quantity === null ? {} : { authorizedMilliUnits: quantity.milliUnits, unitDefinition: quantity.unitDefinition }),
      ...(startsOn === null ? {} : { startsOn }),
      ...(endsOn === null ? {} : { endsOn }),
    },
    extra: [],
  };
}

function checkHasUnits({ element }: DecidedItem, milliUnits: number, decision: ReviewDecision): void {
  if (CERTIFIED.has(decision) && milliUnits === 0) throw element.refusal('INVALID_INPUT', 'how much is authorized, because the request named no quantity');
}

/** A line that the answer itself describes. */
function addedLine(item: DecidedItem, asked: KnownLine | null = null): LineInput {
  const { service, decision, element, reason, modifiers, period } = item;
  if (service === null) throw element.refusal('UNKNOWN_CODE', 'a HCPCS code of home care');
  if (decision === null) throw element.refusal('UNKNOWN_CODE', 'a review action (X12 306)');
  const startsOn = period.startsOn ?? asked?.startsOn ?? null;
  const endsOn = period.endsOn ?? asked?.endsOn ?? null;
  if (startsOn === null || endsOn === null) throw element.refusal('INVALID_RANGE', 'the dates for which it is authorized');
  const quantity = item.quantity(service.unitDefinition ?? 'VISIT');
  const milliUnits = quantity?.milliUnits ?? asked?.authorizedMilliUnits ?? 0;
  checkHasUnits(item, milliUnits, decision);
  return {
    discipline: service.discipline,
    serviceCode: service.serviceCode,
    modifiers: modifiers ?? [],
    unitDefinition: quantity?.unitDefinition ?? service.unitDefinition ?? asked?.unitDefinition ?? 'VISIT',
    authorizedMilliUnits: milliUnits,
    startsOn,
    endsOn,
    decision,
    decisionReason: reason,
  };
}

/** The request waits as before, and says why nothing will come of it until someone acts. */
function errorNotes({ lines }: KnownAuthorization, errors: string): Revisions {
  const waiting = lines.filter(({ decision }) => UNDECIDED.has(decision));
  return { lines: waiting.map(({ id }) => ({ lineId: id, decisionReason: errors })), extraLines: [], notApplied: [], sources: {}, refusal: null };
}

function differs(line: KnownLine, revision: LineRevision): boolean {
  return Object.entries(definedIn(revision)).some(([field, value]) => String((line as unknown as Record<string, unknown>)[field]) !== String(value));
}

/** An authorization has one number; items that were given others keep them in the payer's papers. */
function numberOf({ number, items, added }: MappedResponse, issues: Reason[]): string | null {
  const [first, ...others] = [...items, ...added].filter((item) => item.number !== null);
  const chosen = number ?? first?.number ?? null;
  for (const item of others) if (item.number !== chosen) issues.push(issue(item.element, 'UNSUPPORTED_RESOURCE', 'one number for the whole authorization; this one is not kept'));
  return chosen;
}

function newAuthorization(planning: Planning, { response, root, patientId, payerId, answeredAt }: PreparedDecision, id: string): Making {
  const issues: Reason[] = [];
  const all = [...response.items, ...response.added];
  const described = all.filter(({ service }) => service !== null);
  if (described.length === 0) {
    if (all.some(({ isOtherService }) => isOtherService)) throw new Skipped({ path: 'ClaimResponse.item' }, 'a decision about home care');
    throw root.get('request').refusal('NOT_FOUND', 'a request that is known here, because the answer does not say itself for which service it is');
  }
  if (payerId === null) throw root.get('insurer').refusal('NOT_FOUND', 'the payer who answers');
  const lines = described.map((item) => ({ ...addedLine(item), id: planning.session.ids.next() }));
  const number = numberOf(response, issues);
  const decidedAt = isAnyDecided(lines) ? answeredAt : null;
  planning.willBeAuthorization({ id, patientId, payerId, number, decidedAt, cancelledAt: null, version: null, lines: lines.map(knownLine) });
  return {
    steps: [step(recordAuthorization, { id, patientId, payerId, number, decidedAt, lines })],
    issues,
    sources: { ...ANSWER_SOURCES, ...Object.fromEntries(described.map(({ element }, i) => [`lines.${i}`, element.path])) },
  };
}
