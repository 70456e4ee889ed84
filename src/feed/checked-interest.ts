import { checkedRule } from '../alignment/checked-rule.js';
import { Refusal } from '../base/refusal.js';
import type { Interest } from './interest.js';

/** An interest as someone states it: what is left out lets everything through. */
export type WantedEvents = { readonly [Field in keyof Interest]?: Interest[Field] };

const MOST_VALUES = 100;

/** @throws Refusal UNKNOWN_CODE, LIMIT_EXCEEDED */
export function checkedInterest(wanted: WantedEvents, at: ReadonlyArray<string | number>): Interest {
  const list = (name: keyof Interest): readonly string[] | null => {
    const values = wanted[name] ?? null;
    if (values !== null && values.length > MOST_VALUES) throw new Refusal('LIMIT_EXCEEDED', { path: [...at, name], expected: `at most ${MOST_VALUES} values` });
    return values;
  };
  return {
    patientIds: list('patientIds'),
    branchIds: list('branchIds'),
    payerIds: list('payerIds'),
    types: list('types'),
    teams: list('teams'),
    severities: list('severities'),
    rules: list('rules')?.map((rule, i) => checkedRule(rule, [...at, 'rules', i])) ?? null,
  };
}
