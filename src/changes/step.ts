import { checkedOptionalPast, checkedOptionalText } from '../base/check.js';
import { checkedIdentifiers, type Identifier } from '../care/agency.js';
import type { Change, Recorded, Why } from './change.js';

/** A change with its input, ready to be performed together with others. */
export interface Step {
  readonly change: Change<unknown, Recorded>;
  readonly input: unknown;
  /** Names that other systems give to the record that the change makes. */
  readonly identifiers: readonly Identifier[];
  /** Where it differs from the request: what goes together need not have happened together. */
  readonly why: Partial<Why>;
  /** Where the caller's document asks for it: what is refused here says so first. */
  readonly path?: ReadonlyArray<string | number>;
}

export function step<Input, Row extends Recorded>(
  change: Change<Input, Row>,
  input: Input,
  identifiers: readonly Identifier[] = [],
  why: Partial<Why> = {},
): Step {
  return { change: change as unknown as Step['change'], input, identifiers: checkedIdentifiers(identifiers), why };
}

const LONGEST_REASON = 500;

/** Why something was done, as far as the caller said, checked and completed. */
export function whyOf({ cause, reason, occurredAt }: Given<Why>, now: Date): Why {
  return {
    cause: cause ?? 'OTHER',
    reason: checkedOptionalText(reason, ['reason'], LONGEST_REASON),
    occurredAt: checkedOptionalPast(occurredAt, now, ['occurredAt']) ?? now,
  };
}

type Given<Told> = { readonly [Field in keyof Told]?: Told[Field] | null };
