import { checkedMember } from '../base/check.js';
import { RULES } from './rules/all.js';

const RULE_IDS = RULES.map(({ id }) => id);

/** The id of a rule there is: a mistyped one would match nothing for ever, and nobody would notice. */
export function checkedRule(ruleId: string, path: ReadonlyArray<string | number>): string {
  return checkedMember(ruleId, RULE_IDS, path);
}
