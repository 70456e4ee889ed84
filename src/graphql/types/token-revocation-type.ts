import { Field, ObjectType } from 'type-graphql';

import type { TokenRevocation } from '../../care/token-revocation.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { NodeType } from './node-type.js';

@TellsOf('ACCESS')
@Shows('ACCESS_RIGHTS')
@ObjectType('TokenRevocation', { implements: NodeType, simpleResolvers: true, description: 'Tokens that were taken out of use before they ended.' })
export class TokenRevocationType implements Pick<TokenRevocation, 'issuer' | 'subject' | 'tokenId' | 'revokedAt'> {
  @Field(() => String, { description: 'The identity provider that issued them, by the name that it has in this installation.' })
  issuer!: TokenRevocation['issuer'];

  @Field(() => String, { nullable: true, description: 'Whose tokens they are; none where it is one token.' })
  subject!: TokenRevocation['subject'];

  @Field(() => String, { nullable: true, description: 'Which token it is; none where it is all that someone had.' })
  tokenId!: TokenRevocation['tokenId'];

  @Field(() => DateTime, { description: 'Since when. Tokens that someone was issued later hold.' })
  revokedAt!: TokenRevocation['revokedAt'];
}
