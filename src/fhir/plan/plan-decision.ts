import { type ReviewDecision, UNDECIDED } from '../../care/authorization.js';
import { step } from '../../changes/step.js';
import { recordAuthorization } from '../../changes/record-authorization.js';
import { reviseAuthorization } from '../../changes/revise-authorization.js';
import type { Naming } from '../../db/queries/namings.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { Element } from '../element.js';
import { addressSystem } from '../identity.js';
import { issue } from '../issues.js';
import { type DecidedItem, type MappedResponse, mapResponse } from '../mapping/decision-mapping.js';
import type { Reason } from '../report.js';
import { instant } from '../values/dates.js';
import { addedLine, errorNotes, knownLine, type NamedLine, revisionsOf } from './decided-lines.js';
import { findRequest } from './find-request.js';
import { importer, type Making, Skipped } from './importer.js';
import { namedPayer } from './named-payer.js';
import type { KnownAuthorization, KnownLine } from './known-facts.js';
import type { Planning } from './planning.js';
import { definedIn, itemName, named, namingOf } from './request-lines.js';

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
  creates: 'recordAuthorization',
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

  async contradicts(planning, { patientId }, recordId) {
    return (await planning.facts.isOfAnother(AuthorizationRow, recordId, patientId)) ? 'ClaimResponse.patient' : null;
  },

  async adopt(_planning, { authorization }) {
    return authorization?.id ?? null;
  },

  async create(planning, prepared, id, entry) {
    return newAuthorization(planning, prepared, id, planning.namesOf(entry).address.value);
  },

  async update(planning, prepared, id, entry) {
    const known = await planning.facts.authorization(id);
    return known === null ? { steps: [] } : answer(planning, prepared, known, planning.namesOf(entry).address.value);
  },
});

function answer(planning: Planning, prepared: PreparedDecision, known: KnownAuthorization, answerAddress: string): Making {
  const { response, answeredAt } = prepared;
  const issues: Reason[] = [];
  const revisions = response.errors === null ? revisionsOf({ ...prepared, answerAddress }, known, issues) : errorNotes(known, response.errors);
  const { lines, added, notApplied, refusal, sources } = revisions;
  const number = numberOf(response, issues);
  if (lines.length + added.length === 0 && (number === null || number === known.number)) {
    // Nothing of the decision could be kept: that is a refusal, and not an answer without news.
    if (refusal !== null) throw refusal;
    return { steps: [], issues, settled: ALL_OF_ANSWER };
  }
  const addedLines = added.map(({ line }) => ({ ...line, id: planning.session.ids.next() }));
  const decidedAt = isAnyDecided([...lines, ...addedLines]) ? later(answeredAt, known.decidedAt) : null;
  planning.facts.willBeAuthorization({
    ...known,
    version: null,
    number: number ?? known.number,
    decidedAt: decidedAt ?? known.decidedAt,
    lines: [
      ...known.lines.map((line): KnownLine => ({ ...line, ...definedIn(lines.find(({ lineId }) => lineId === line.id)) })),
      ...addedLines.map((line, i) => knownLine(line, named((added[i] as NamedLine).name))),
    ],
  });
  return {
    steps: [step(reviseAuthorization, { authorizationId: known.id, number, decidedAt, lines, addedLines, expectedVersion: known.version })],
    issues,
    notApplied,
    settled: ALL_OF_ANSWER,
    namings: addedLines.map(({ id }, i) => namingOf(id, (added[i] as NamedLine).name)),
    sources: { ...ANSWER_SOURCES, lines: 'ClaimResponse.item', addedLines: 'ClaimResponse.addItem', ...sources },
  };
}

function isAnyDecided(lines: ReadonlyArray<{ readonly decision?: ReviewDecision | null }>): boolean {
  return lines.some(({ decision }) => decision != null && !UNDECIDED.has(decision));
}

const ANSWER_SOURCES = { number: 'ClaimResponse.preAuthRef', decidedAt: 'ClaimResponse.created' };

const ALL_OF_ANSWER = ['item', 'addItem', 'error', 'outcome', 'created', 'preAuthRef', 'preAuthPeriod', 'extension', 'request', 'identifier'];

function later(a: Date | null, b: Date | null): Date | null {
  return a === null || b === null ? (a ?? b) : a > b ? a : b;
}

/** An authorization has one number; items that were given others keep them in the payer's papers. */
function numberOf({ number, items, added }: MappedResponse, issues: Reason[]): string | null {
  const [first, ...others] = [...items, ...added].filter((item) => item.number !== null);
  const chosen = number ?? first?.number ?? null;
  for (const item of others) if (item.number !== chosen) issues.push(issue(item.element, 'UNSUPPORTED_RESOURCE', 'one number for the whole authorization; this one is not kept'));
  return chosen;
}

/** Named by the request that it answers as well, so that the request, when it comes after all, is not another one. */
function newAuthorization(planning: Planning, { response, root, patientId, payerId, answeredAt, requestAddress }: PreparedDecision, id: string, answerAddress: string): Making {
  const issues: Reason[] = [];
  const described = describedIn(response, requestAddress, answerAddress);
  if (described.length === 0) {
    if ([...response.items, ...response.added].some(({ isOtherService }) => isOtherService)) throw new Skipped({ path: 'ClaimResponse.item' }, 'a decision about home care');
    throw root.get('request').refusal('NOT_FOUND', 'a request that is known here, because the answer does not say itself for which service it is');
  }
  if (payerId === null) throw root.get('insurer').refusal('NOT_FOUND', 'the payer who answers');
  const lines = described.map(({ item }) => ({ ...addedLine(item), id: planning.session.ids.next() }));
  const number = numberOf(response, issues);
  const decidedAt = isAnyDecided(lines) ? answeredAt : null;
  const namesOfLine = (i: number): readonly string[] => described[i]?.names ?? [];
  planning.facts.willBeAuthorization({
    id, patientId, payerId, number, decidedAt, cancelledAt: null, version: null,
    lines: lines.map((line, i) => knownLine(line, named(...namesOfLine(i)))),
  });
  const ofRequest: Naming[] = requestAddress === null ? [] : [{ row: AuthorizationRow, recordId: id, names: [{ system: addressSystem('Claim'), value: requestAddress }] }];
  return {
    steps: [step(recordAuthorization, { id, patientId, payerId, number, decidedAt, lines })],
    issues,
    namings: [...ofRequest, ...lines.map((line, i) => namingOf(line.id, ...namesOfLine(i)))],
    sources: { ...ANSWER_SOURCES, ...Object.fromEntries(described.map(({ item }, i) => [`lines.${i}`, item.element.path])) },
  };
}

interface Described {
  readonly item: DecidedItem;
  readonly names: readonly string[];
}

/** The items that say themselves for which service they are, by the names under which request and answer will look for them. */
function describedIn({ items, added }: MappedResponse, requestAddress: string | null, answerAddress: string): Described[] {
  const all = [
    ...items.map((item) => ({ item, names: item.sequences.map((sequence) => itemName(requestAddress ?? answerAddress, sequence)) })),
    ...added.map((item, i) => ({ item, names: [`${answerAddress}#added-${i}`] })),
  ];
  return all.filter(({ item }) => item.service !== null);
}
