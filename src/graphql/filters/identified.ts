import { type ClassType, Field, InputType } from 'type-graphql';

import type { FieldClass } from '../../auth/permissions.js';
import { checkedIdentifier } from '../../care/agency.js';
import type { Identified } from '../../db/queries/lists/identified.js';
import { Shows } from '../classes/shows.js';
import { IdentifierInput } from '../inputs/identifier-input.js';
import { MOST_IN_A_SET, setIn } from './ids.js';

/** A filter of records that other systems give names to, on top of what it is otherwise. Never served as a type of its own. */
export function identifiable<Base extends ClassType<object>>(base: Base, shows: FieldClass = 'OPERATIONAL') {
  @InputType('Identifiable', { description: 'By which names to list.' })
  class IdentifiableInput extends base implements Identified {
    @Shows(shows)
    @Field(() => IdentifierInput, { nullable: true, description: 'That another system knows by this name.' })
    identifier?: IdentifierInput | null;

    @Shows(shows)
    @Field(() => [IdentifierInput], { nullable: true, description: `That other systems know by any of these names, at most ${MOST_IN_A_SET}.` })
    identifiers?: IdentifierInput[] | null;
  }
  return IdentifiableInput;
}

/** @throws Refusal INVALID_INPUT, LIMIT_EXCEEDED */
export function identifiersIn(filter: Identified | null | undefined): Identified {
  return {
    identifier: filter?.identifier ? checkedIdentifier(filter.identifier, ['filter', 'identifier']) : null,
    identifiers: setIn(filter, 'identifiers')?.map((name, i) => checkedIdentifier(name, ['filter', 'identifiers', i])) ?? null,
  };
}
