import { Field, ID, Int, ObjectType } from 'type-graphql';

import { type Webhook, WEBHOOK_CONTENTS, WEBHOOK_STATUSES, type WebhookContent, type WebhookFilter, type WebhookStatus } from '../../care/webhook.js';
import type { WebhookDeliveryRow } from '../../db/rows/webhook-delivery-row.js';
import type { WebhookStateRow } from '../../db/rows/webhook-state-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { enumOf, EventTypeEnum, SeverityEnum, TeamEnum } from './enums.js';
import { NodeType } from './node-type.js';

export const WebhookContentEnum = enumOf<WebhookContent>('WebhookContent', WEBHOOK_CONTENTS, 'How much a delivery tells.', {
  ID_ONLY: 'What kind of change it was, and the ids of what it concerns: ask for the rest with a token of your own.',
  FULL: 'Also the fields that changed, the findings and the balances. No names of people and no text of notes.',
});

export const WebhookStatusEnum = enumOf<WebhookStatus>('WebhookStatus', WEBHOOK_STATUSES, 'Whether changes are delivered.', {
  ACTIVE: 'Changes are delivered, one after another.',
  PAUSED: 'Nothing is delivered for now, and nothing is lost: it goes on from where it is when it is resumed.',
  GONE: 'Nothing is delivered any more. It was removed, or the receiver answered that it is gone.',
});

@TellsOf('WEBHOOKS')
@Shows('DELIVERY')
@ObjectType('WebhookFilter', { simpleResolvers: true, description: 'Which changes are delivered. A field that is null lets everything through; fields together must all agree.' })
export class WebhookFilterType implements Pick<WebhookFilter, 'types' | 'teams' | 'severities' | 'rules'> {
  @Field(() => [ID], { nullable: true, description: 'Only of these patients.' })
  patientIds!: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only of patients of these branches.' })
  branchIds!: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only what concerns one of these payers.' })
  payerIds!: readonly string[] | null;

  @Field(() => [EventTypeEnum], { nullable: true, description: 'Only these kinds of change.' })
  types!: WebhookFilter['types'];

  @Field(() => [TeamEnum], { nullable: true, description: 'Only with an effect on a finding of one of these teams.' })
  teams!: WebhookFilter['teams'];

  @Field(() => [SeverityEnum], { nullable: true, description: 'Only with an effect on a finding that matters this much.' })
  severities!: WebhookFilter['severities'];

  @Field(() => [String], { nullable: true, description: 'Only with an effect on a finding of one of these rules.' })
  rules!: WebhookFilter['rules'];
}

/** Its place as a cursor is in the resolver. */
@TellsOf('WEBHOOKS')
@Shows('DELIVERY')
@ObjectType('WebhookState', { simpleResolvers: true, description: 'How far the deliveries of a webhook have come.' })
export class WebhookStateType implements Pick<WebhookStateRow, 'failures' | 'nextAttemptAt' | 'lastError'> {
  @Field(() => Int, { name: 'consecutiveFailures', simple: false, description: 'How many attempts have failed since the last one that was answered with success.' })
  failures!: WebhookStateRow['failures'];

  @Field(() => DateTime, { nullable: true, description: 'When the next attempt may be made; null while nothing is to be delivered. A time that has passed means: as soon as there is something.' })
  nextAttemptAt!: WebhookStateRow['nextAttemptAt'];

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed: HTTP_ and a status, or what went wrong with the connection. Null when it did not.' })
  lastError!: WebhookStateRow['lastError'];
}

/** Its place as a cursor is in the resolver. */
@TellsOf('WEBHOOKS')
@Shows('DELIVERY')
@ObjectType('WebhookDelivery', { simpleResolvers: true, description: 'One attempt to deliver one message.' })
export class WebhookDeliveryType implements Omit<WebhookDeliveryRow, 'agencyId' | 'webhookId' | 'number' | 'epoch' | 'seq'> {
  @Field(() => String, { description: 'The id of the message, as in its header webhook-id: the event\'s own id. Repetitions have the same.' })
  messageId!: WebhookDeliveryRow['messageId'];

  @Field(() => Int, { description: 'Whether it was the first attempt, the second, and so on.' })
  attempt!: WebhookDeliveryRow['attempt'];

  @Field(() => DateTime, { description: 'When the attempt began.' })
  at!: WebhookDeliveryRow['at'];

  @Field(() => Int, { nullable: true, description: 'The HTTP status that the receiver answered; null when it did not answer.' })
  statusCode!: WebhookDeliveryRow['statusCode'];

  @Field(() => String, { nullable: true, description: 'Why it failed; null when it did not.' })
  error!: WebhookDeliveryRow['error'];

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  durationMs!: WebhookDeliveryRow['durationMs'];
}

export const WebhookDeliveryConnection = connectionType('WebhookDelivery', WebhookDeliveryType, 'deliveries');

/** Secret, state and deliveries are in `resolvers/webhook-resolver.ts`. */
@TellsOf('WEBHOOKS')
@Shows('DELIVERY')
@ObjectType('Webhook', { implements: NodeType, simpleResolvers: true, description: 'An address to which changes are delivered as they happen, for programs that hold no connection.' })
export class WebhookType implements Pick<Webhook, 'url' | 'content' | 'status' | 'secretVersion' | 'createdAt' | 'updatedAt' | 'version'> {
  @Field(() => String, { description: 'Where changes are delivered to.' })
  url!: Webhook['url'];

  @Field(() => WebhookContentEnum, { description: 'How much a delivery tells.' })
  content!: Webhook['content'];

  @Field(() => WebhookStatusEnum, { description: 'Whether changes are delivered.' })
  status!: Webhook['status'];

  @Field(() => Int, { description: 'Which secret is in use: the first, the second, and so on.' })
  secretVersion!: Webhook['secretVersion'];

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Webhook['createdAt'];

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: Webhook['updatedAt'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Counts its changes; pass it as expectedVersion.' })
  version!: Webhook['version'];
}

export const WebhookConnection = connectionType('Webhook', WebhookType, 'webhooks');
