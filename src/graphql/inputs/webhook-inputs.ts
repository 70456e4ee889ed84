import { Field, ID, InputType } from 'type-graphql';

import type { WebhookContent } from '../../care/webhook.js';
import type { AddWebhookInput } from '../../changes/add-webhook.js';
import type { RemoveWebhookInput } from '../../changes/remove-webhook.js';
import type { ReplayWebhookInput } from '../../changes/replay-webhook.js';
import type { UpdateWebhookInput } from '../../changes/update-webhook.js';
import type { GraphContext } from '../context.js';
import { placeOf } from '../place-of.js';
import { enumOf } from '../types/enums.js';
import { WebhookContentEnum } from '../types/webhook-type.js';
import { AlignmentFilter } from './alignment-filter.js';
import type { Given } from './given.js';
import { VersionedInput } from './versioned-input.js';

const URL_MEANING = 'Where to deliver to: an https address on the public internet, without a user name and password.';

@InputType('AddWebhookInput', { description: 'Where changes are to be delivered to, which ones, and from where on.' })
export class AddWebhookInputType {
  @Field(() => String, { description: URL_MEANING })
  url!: string;

  @Field(() => WebhookContentEnum, { nullable: true, description: 'How much a delivery tells; ids only when left out.' })
  content?: WebhookContent | null;

  @Field(() => AlignmentFilter, { nullable: true, description: 'Which changes to deliver; all when left out.' })
  filter?: AlignmentFilter | null;

  @Field(() => String, { nullable: true, description: 'A cursor of the log: everything after it is delivered. From now on when left out.' })
  after?: string | null;
}

const SettableStatusEnum = enumOf<'ACTIVE' | 'PAUSED'>('WebhookActivity', ['ACTIVE', 'PAUSED'], 'Whether to deliver changes.', {
  ACTIVE: 'Deliver them, from where it stopped.',
  PAUSED: 'Deliver nothing for now. Nothing is lost.',
});

@InputType('UpdateWebhookInput', { description: 'What is to be different about a webhook. What is left out stays as it is.' })
export class UpdateWebhookInputType extends VersionedInput implements Given<UpdateWebhookInput> {
  @Field(() => ID, { description: 'The webhook to set otherwise.' })
  webhookId!: string;

  @Field(() => String, { nullable: true, description: URL_MEANING })
  url?: string | null;

  @Field(() => WebhookContentEnum, { nullable: true, description: 'How much a delivery tells.' })
  content?: WebhookContent | null;

  @Field(() => AlignmentFilter, { nullable: true, description: 'Which changes to deliver, in place of what it was; an empty filter lets everything through.' })
  filter?: AlignmentFilter | null;

  @Field(() => SettableStatusEnum, { nullable: true, description: 'Pause it, or resume it.' })
  status?: 'ACTIVE' | 'PAUSED' | null;

  @Field(() => Boolean, { nullable: true, description: 'Make a new secret. For 24 hours deliveries are signed with the one before as well.' })
  rotatesSecret?: boolean | null;
}

@InputType('RemoveWebhookInput', { description: 'To which address nothing is to be delivered any more.' })
export class RemoveWebhookInputType extends VersionedInput implements Given<RemoveWebhookInput> {
  @Field(() => ID, { description: 'The webhook that delivers no more.' })
  webhookId!: string;
}

@InputType('ReplayWebhookInput', { description: 'From where on deliveries are to be repeated.' })
export class ReplayWebhookInputType {
  @Field(() => ID, { description: 'The webhook that delivers again.' })
  webhookId!: string;

  @Field(() => String, { description: 'A cursor of the log: everything after it is delivered, again if need be. Repeated messages have the same ids as before.' })
  after!: string;
}

export function addWebhookInput({ url, after, ...rest }: AddWebhookInputType, context: GraphContext): Given<AddWebhookInput> {
  return { ...rest, url: context.webhooks.checkedUrl(url, ['input', 'url']), after: after == null ? null : placeOf(context, after, ['input', 'after']) };
}

export function updateWebhookInput({ url, ...rest }: UpdateWebhookInputType, { webhooks }: GraphContext): Given<UpdateWebhookInput> {
  return { ...rest, url: url == null ? null : webhooks.checkedUrl(url, ['input', 'url']) };
}

export function replayWebhookInput({ after, ...rest }: ReplayWebhookInputType, context: GraphContext): Given<ReplayWebhookInput> {
  return { ...rest, after: placeOf(context, after, ['input', 'after']) };
}
