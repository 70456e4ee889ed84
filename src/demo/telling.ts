import type { LocalDate } from '../base/day.js';

/** The messages of the stream as the billing client asks for them, and how they are told in a terminal. */
export const MESSAGE = `
  subscription ($filter: AlignmentFilter!) {
    alignmentChanged(filter: $filter) {
      kind cursor
      snapshot { findings { ...finding } }
      event {
        type occurredAt recordedAt cause reason
        who { subject role }
        what { entity field before after }
        effect {
          raised { ...finding }
          cleared { ...finding }
          changed { ...finding }
          balances { line { unitDefinition } before { ...balance } after { ...balance } }
          affectedVisits { serviceOn status discipline serviceCode }
        }
      }
    }
  }
  fragment finding on Finding { ruleId severity ownerTeam clinicalText billingText predictedCarc predictedRarc }
  fragment balance on LineBalance { authorizedUnits reservedUnits usedUnits billedUnits remainingUnits }`;

export interface Message {
  readonly kind: 'SNAPSHOT' | 'EVENT' | 'CHECKPOINT' | 'RESYNC_REQUIRED';
  readonly cursor: string;
  readonly snapshot: { readonly findings: readonly ToldFinding[] } | null;
  readonly event: ToldEvent | null;
}

export interface ToldEvent {
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly cause: string;
  readonly reason: string | null;
  readonly who: { readonly subject: string; readonly role: string };
  readonly what: ReadonlyArray<{ readonly entity: string; readonly field: string; readonly before: string | null; readonly after: string | null }>;
  readonly effect: {
    readonly raised: readonly ToldFinding[];
    readonly cleared: readonly ToldFinding[];
    readonly changed: readonly ToldFinding[];
    readonly balances: ReadonlyArray<{ readonly line: { readonly unitDefinition: string } | null; readonly before: ToldBalance | null; readonly after: ToldBalance | null }>;
    readonly affectedVisits: ReadonlyArray<{ readonly serviceOn: LocalDate; readonly status: string; readonly discipline: string; readonly serviceCode: string }>;
  };
}

export interface ToldFinding {
  readonly ruleId: string;
  readonly severity: string;
  readonly ownerTeam: string;
  readonly clinicalText: string;
  readonly billingText: string | null;
  readonly predictedCarc: string | null;
  readonly predictedRarc: string | null;
}

export interface ToldBalance {
  readonly authorizedUnits: number;
  readonly reservedUnits: number;
  readonly usedUnits: number;
  readonly billedUnits: number;
  readonly remainingUnits: number;
}

export function eventLines({ type, occurredAt, recordedAt, cause, reason, who, what, effect }: ToldEvent): string[] {
  return [
    `  what      ${type}`,
    ...what.map(({ entity, field, before, after }) => `            ${entity}.${field}: ${before ?? 'none'} -> ${after ?? 'none'}`),
    `  when      happened ${occurredAt}, recorded ${recordedAt}`,
    `  who       ${who.subject} as ${who.role}`,
    `  why       ${cause}${reason === null ? '' : `: ${reason}`}`,
    ...effect.raised.flatMap((finding) => findingLines('raised', finding)),
    ...effect.changed.flatMap((finding) => findingLines('changed', finding)),
    ...effect.cleared.flatMap((finding) => findingLines('cleared', finding)),
    ...effect.balances.flatMap(({ line, before, after }) => [
      `  balance   before: ${balanceText(before)}`,
      `            after:  ${balanceText(after)} (${line?.unitDefinition ?? 'units'})`,
    ]),
    ...effect.affectedVisits.map(({ serviceOn, status, discipline, serviceCode }) => `  visit     ${serviceOn} ${discipline} ${serviceCode} ${status}`),
  ];
}

export function findingLines(word: string, { ruleId, severity, ownerTeam, clinicalText, billingText, predictedCarc, predictedRarc }: ToldFinding): string[] {
  const codes = [predictedCarc && `CARC ${predictedCarc}`, predictedRarc && `RARC ${predictedRarc}`].filter(Boolean).join(', ');
  return [
    `  ${word.padEnd(9)} ${ruleId} ${severity}, for ${ownerTeam}${codes === '' ? '' : `, predicted ${codes}`}`,
    `            clinical: ${clinicalText}`,
    ...(billingText === null ? [] : [`            billing:  ${billingText}`]),
  ];
}

export function balanceText(balance: ToldBalance | null): string {
  if (balance === null) return 'none';
  const { authorizedUnits, reservedUnits, usedUnits, billedUnits, remainingUnits } = balance;
  return `${authorizedUnits} authorized, ${reservedUnits} reserved, ${usedUnits} used, ${billedUnits} billed, ${remainingUnits} remaining`;
}
