import { dateOf, type LocalDate, localDayAt } from '../../base/day.js';
import type { RecordOrderInput } from '../../changes/record-order.js';
import { isDiagnosisCode } from '../../care/diagnosis.js';
import type { Element } from '../element.js';
import { assumed, issue } from '../issues.js';
import type { Reason } from '../report.js';
import type { CivilPeriod } from '../values/dates.js';
import { civilDate, civilPeriod, instant } from '../values/dates.js';
import { codingsOf } from '../values/codings.js';
import type { NamedService } from '../values/services.js';
import { type Frequency, frequencyOf, frequencyOfRatio } from '../values/timing.js';

export interface MappedOrder {
  readonly order: Omit<RecordOrderInput, 'id'>;
  readonly issues: readonly Reason[];
}

export interface OrderSurroundings {
  readonly patientId: string;
  readonly timeZone: string;
  readonly service: NamedService;
  readonly physician: { readonly name: string; readonly npi: string | null };
  readonly now: Date;
}

/**
 * A ServiceRequest is an order that has come in. It counts as signed only by a signature that the document
 * carries (see `signature-mapping.ts`): `status: active` and `authoredOn` say that someone entered it, not
 * that the physician put a name under it.
 */
export function mapOrder(request: Element, { patientId, timeZone, service, physician, now }: OrderSurroundings): MappedOrder {
  const issues: Reason[] = [];
  const authoredOn = civilDate(request.get('authoredOn'), timeZone);
  const authoredAt = instant(request.get('authoredOn'), timeZone);
  const { text, startsOn, endsOn } = frequency(request, timeZone);
  const start = startsOn ?? authoredOn ?? dateOf(localDayAt(now.getTime(), timeZone));
  if (startsOn === null) issues.push(assumed(request.get('occurrencePeriod'), authoredOn === null ? 'a start today' : 'a start on the day it was written'));
  if (authoredAt !== null && authoredAt > now) issues.push(issue(request.get('authoredOn'), 'INVALID_DATE', 'a time that has passed; the order counts as received now'));
  return {
    order: {
      patientId,
      kind: 'SUPPLEMENTAL',
      discipline: service.discipline,
      serviceCode: service.serviceCode,
      frequencyText: text,
      startsOn: start,
      endsOn,
      physicianName: physician.name,
      physicianNpi: physician.npi,
      receivedAt: authoredAt !== null && authoredAt <= now ? authoredAt : null,
      urgency: URGENT.has(request.get('priority').text() ?? '') ? 'URGENT' : 'ROUTINE',
      diagnosisCodes: diagnoses(request),
    },
    issues,
  };
}

const URGENT = new Set(['urgent', 'asap', 'stat']);
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** Reasons in other words than ICD-10-CM are none that a payer compares, and stay unread. */
function diagnoses(request: Element): string[] {
  const reasons = [...request.all('reasonCode'), ...request.all('reason').map((reason) => reason.get('concept'))];
  return reasons.flatMap((reason) => {
    const [diagnosis] = codingsOf([reason]).filter(({ system, code }) => system === ICD_10_CM && isDiagnosisCode(code));
    if (diagnosis !== undefined) reason.consume();
    return diagnosis?.code ?? [];
  });
}

function frequency(request: Element, timeZone: string): Frequency {
  const asNeeded = asNeededOf(request);
  const bounds = outerBounds(request, timeZone);
  const timing = request.get('occurrenceTiming');
  const ratio = request.get('quantityRatio');
  if (asNeeded !== null) return visitsAsNeeded(request, asNeeded, { timeZone, bounds });
  if (timing.isPresent) return frequencyOf(timing, timeZone, bounds);
  if (ratio.isPresent) return frequencyOfRatio(ratio, bounds);
  const on = civilDate(request.get('occurrenceDateTime'), timeZone);
  if (on !== null) return { text: '1d1', startsOn: on, endsOn: on };
  throw request.get('occurrenceTiming').refusal('INVALID_INPUT', 'how often: a timing, a quantity per period, or the one day of the visit');
}

function outerBounds(request: Element, timeZone: string): CivilPeriod {
  return civilPeriod(request.get('occurrencePeriod'), timeZone);
}

interface AsNeeded {
  /** The signs that call for the visit. */
  readonly trigger: string | null;
}

function asNeededOf(request: Element): AsNeeded | null {
  const concept = request.get('asNeededCodeableConcept');
  if (concept.isPresent) {
    const words = concept.get('text').text() ?? concept.get('coding').get('display').text();
    concept.consume();
    return { trigger: words };
  }
  return request.get('asNeededBoolean').boolean() === true ? { trigger: null } : null;
}

/** How many at most: as counted, or as the rhythm allows until its end. Without either the order is incomplete, and stays so. */
function visitsAsNeeded(request: Element, { trigger }: AsNeeded, { timeZone, bounds }: { readonly timeZone: string; readonly bounds: CivilPeriod }): Frequency {
  const timing = request.get('occurrenceTiming');
  const repeat = timing.get('repeat');
  const counted = repeat.get('count').number() ?? request.get('quantityQuantity').get('value').number();
  request.get('quantityQuantity').consume();
  const rhythm = timing.isPresent && repeat.get('periodUnit').isPresent ? frequencyOf(timing, timeZone, bounds) : { ...boundsOfRepeat(repeat, timeZone, bounds), text: '' };
  const most = counted ?? totalOf(rhythm.text);
  return { text: `${most ?? ''}PRN${trigger === null ? '' : ` for ${plainWords(trigger)}`}`, startsOn: rhythm.startsOn, endsOn: rhythm.endsOn };
}

function boundsOfRepeat(repeat: Element, timeZone: string, outer: CivilPeriod): CivilPeriod {
  return repeat.get('boundsPeriod').isPresent ? civilPeriod(repeat.get('boundsPeriod'), timeZone) : outer;
}

/** `2w4` is 8 visits, `1-2w9` at most 18. */
function totalOf(text: string): number | null {
  const match = /^(?:\d+-)?(\d+)[dwm](\d+)$/.exec(text);
  return match === null ? null : Number(match[1]) * Number(match[2]);
}

/** The notation ends a trigger where a number or a comma begins another clause; words alone cannot be misread. */
function plainWords(trigger: string): string {
  return trigger.replace(/[^\p{L}\s-]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120);
}

/** The date that a revoked order supports no visit from. */
export function endOfOrder(startsOn: LocalDate, today: LocalDate): LocalDate {
  return today < startsOn ? startsOn : today;
}
