import { Refusal } from '../../base/refusal.js';
import { CERTIFIED, type ReviewDecision, UNDECIDED } from '../../care/authorization.js';
import type { LineInput } from '../../changes/authorization-lines.js';
import type { LineRevision } from '../../changes/revise-authorization.js';
import { issue } from '../issues.js';
import type { DecidedItem, MappedResponse } from '../mapping/decision-mapping.js';
import { type Reason, reasonOf } from '../report.js';
import type { KnownAuthorization, KnownLine } from './known-facts.js';
import { differs, lineNamed, lineOfItem } from './request-lines.js';

/** What an answer makes of the lines of its request. */
export interface Revisions {
  readonly lines: readonly LineRevision[];
  readonly added: readonly NamedLine[];
  readonly notApplied: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
  /** Why the first of the items that could not be applied was not. */
  readonly refusal: Refusal | null;
}

/** A line that the payer added, under the name by which the same answer finds it when it comes again. */
export interface NamedLine {
  readonly line: LineInput;
  readonly name: string;
}

export interface Answer {
  readonly response: MappedResponse;
  readonly answeredAt: Date | null;
  /** What the items of the request are named by, where the answer tells. */
  readonly requestAddress: string | null;
  /** What the lines that the answer adds are named by. */
  readonly answerAddress: string;
}

export function revisionsOf(answer: Answer, known: KnownAuthorization, issues: Reason[]): Revisions {
  const { response, answeredAt, requestAddress, answerAddress } = answer;
  const lines: LineRevision[] = [];
  const added: NamedLine[] = [];
  const notApplied: string[] = [];
  const sources: Record<string, string> = {};
  let refusal: Refusal | null = null;
  const settle = (item: DecidedItem, name: string, line: KnownLine | null): void => {
    if (line !== null && isStale(answeredAt, known, line, item)) {
      issues.push(issue(item.element, 'VERSION_CONFLICT', 'a decision no older than the one that is already known'));
      return;
    }
    try {
      const { revision, extra } = line === null ? { revision: null, extra: addedLine(item) } : revise(line, item);
      if (line !== null && revision !== null && differs(line, revision)) {
        sources[`lines.${lines.length}`] = item.element.path;
        lines.push(revision);
      }
      if (extra !== null) {
        sources[`addedLines.${added.length}`] = item.element.path;
        added.push({ line: extra, name });
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
      issues.push(reasonOf(error, item.element.path));
      notApplied.push(item.element.path);
    }
  };
  for (const item of response.items) {
    const name = `${answerAddress}#${item.sequences[0]}`;
    const asked = item.sequences.map((sequence) => lineOfItem(known, requestAddress, sequence)).find((one) => one !== null) ?? null;
    const line = lineNamed(known, name) ?? asked;
    if (line === null) issues.push(issue(item.element, 'NOT_FOUND', 'an item of the request that home care bills; the decision is left out'));
    else settle(item, name, line);
  }
  response.added.forEach((item, i) => settle(item, `${answerAddress}#added-${i}`, lineNamed(known, `${answerAddress}#added-${i}`)));
  return { lines, added, notApplied, sources, refusal };
}

/**
 * Payers answer one request several times, and files arrive in any order. What was decided about an item is
 * not undone by an older decision, nor by an older or equally old "still pending".
 */
function isStale(answeredAt: Date | null, { decidedAt }: KnownAuthorization, line: KnownLine, { decision }: DecidedItem): boolean {
  if (decidedAt === null || answeredAt === null || UNDECIDED.has(line.decision)) return false;
  return decision === null || UNDECIDED.has(decision) ? answeredAt <= decidedAt : answeredAt < decidedAt;
}

interface Decided {
  readonly revision: LineRevision;
  /** A line of its own, for what was not asked for. */
  readonly extra: LineInput | null;
}

/** @throws Refusal when what is certified is not said. */
function revise(line: KnownLine, item: DecidedItem): Decided {
  const { decision, service, reason, modifiers, element } = item;
  if (decision === null) throw element.refusal('UNKNOWN_CODE', 'a review action (X12 306)');
  if (item.isOtherService) throw element.refusal('UNKNOWN_CODE', 'a HCPCS code of home care as what is authorized');
  // Another discipline is another line: the one that was asked for is over.
  if (service !== null && service.discipline !== line.discipline) {
    return { revision: { lineId: line.id, decision: 'CANCELLED', decisionReason: reason }, extra: addedLine(item, line) };
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
    extra: null,
  };
}

function checkHasUnits({ element }: DecidedItem, milliUnits: number, decision: ReviewDecision): void {
  if (CERTIFIED.has(decision) && milliUnits === 0) throw element.refusal('INVALID_INPUT', 'how much is authorized, because the request named no quantity');
}

/** A line that the answer itself describes. */
export function addedLine(item: DecidedItem, asked: KnownLine | null = null): LineInput {
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
export function errorNotes({ lines }: KnownAuthorization, errors: string): Revisions {
  const waiting = lines.filter(({ decision }) => UNDECIDED.has(decision));
  return { lines: waiting.map(({ id }) => ({ lineId: id, decisionReason: errors })), added: [], notApplied: [], sources: {}, refusal: null };
}

export function knownLine({ id, ...line }: LineInput & { readonly id: string }, names: KnownLine['names']): KnownLine {
  return { ...line, id, serviceCode: line.serviceCode ?? null, modifiers: line.modifiers ?? [], decision: line.decision ?? 'CERTIFIED_IN_TOTAL', names };
}
