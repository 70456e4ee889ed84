import { Extensions } from 'type-graphql';

import type { ChangeKind } from '../../care/change.js';

export const MADE_BY = 'madeBy';

/** On a mutation: the change that one has to be allowed to make in order to use it. */
export function MadeBy(kind: ChangeKind): MethodDecorator & PropertyDecorator {
  return Extensions({ [MADE_BY]: kind });
}
