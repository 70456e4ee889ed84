import { Field, ObjectType } from 'type-graphql';

import type { LineBalance } from '../../alignment/alignment.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Units } from '../scalars.js';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('LineBalance', {
  simpleResolvers: true,
  description: 'What a line of an authorization still allows: remaining is authorized less reserved, used, billed and paid. A visit that does not fit draws nothing and is a finding instead.',
})
export class LineBalanceType implements Omit<LineBalance, 'lineId'> {
  @Field(() => Units, { name: 'authorizedUnits', simple: false, description: 'What the payer authorized.' })
  authorizedMilliUnits!: LineBalance['authorizedMilliUnits'];

  @Field(() => Units, { name: 'reservedUnits', simple: false, description: 'Kept for planned visits.' })
  reservedMilliUnits!: LineBalance['reservedMilliUnits'];

  @Field(() => Units, { name: 'reservedPendingUnits', simple: false, description: 'Kept for planned visits while the payer has not decided.' })
  reservedPendingMilliUnits!: LineBalance['reservedPendingMilliUnits'];

  @Field(() => Units, { name: 'usedUnits', simple: false, description: 'Drawn by visits that took place and are not billed yet.' })
  usedMilliUnits!: LineBalance['usedMilliUnits'];

  @Field(() => Units, { name: 'billedUnits', simple: false, description: 'Drawn by visits that were billed and are not paid for yet.' })
  billedMilliUnits!: LineBalance['billedMilliUnits'];

  @Field(() => Units, { name: 'paidUnits', simple: false, description: 'Drawn by visits that were paid for.' })
  paidMilliUnits!: LineBalance['paidMilliUnits'];

  @Field(() => Units, { name: 'releasedUnits', simple: false, description: 'What visits that did not take place have set free. It is part of what is left.' })
  releasedMilliUnits!: LineBalance['releasedMilliUnits'];

  @Field(() => Units, { name: 'remainingUnits', simple: false, description: 'What is left.' })
  remainingMilliUnits!: LineBalance['remainingMilliUnits'];
}
