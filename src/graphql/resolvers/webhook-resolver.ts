import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { statesOfWebhooks } from '../../db/queries/children.js';
import { webhookDeliveryList } from '../../db/queries/lists/webhook-deliveries.js';
import { webhookList } from '../../db/queries/lists/webhooks.js';
import type { WebhookDeliveryRow } from '../../db/rows/webhook-delivery-row.js';
import type { WebhookRow } from '../../db/rows/webhook-row.js';
import type { WebhookStateRow } from '../../db/rows/webhook-state-row.js';
import { type Connection, connection, connectionWithin, PageArgs } from '../connection.js';
import type { GraphContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import { WebhookConnection, WebhookDeliveryConnection, WebhookDeliveryType, WebhookFilterType, WebhookStateType, WebhookType } from '../types/webhook-type.js';

@Resolver(() => WebhookType)
export class WebhookResolver {
  @Query(() => WebhookConnection, { description: 'The addresses to which changes are delivered, and those to which they were; the oldest first.' })
  async webhooks(@Ctx() context: GraphContext, @Args(() => PageArgs) page: PageArgs): Promise<Connection<WebhookRow>> {
    return connection(context, { list: webhookList, filter: {}, sort: { by: 'CREATED_AT', direction: 'ASC' }, page });
  }

  @FieldResolver(() => WebhookFilterType, { description: 'Which changes are delivered.' })
  filter(@Root() { filter }: WebhookRow): WebhookFilterType {
    const told = (type: string, ids: readonly string[] | null): readonly string[] | null => ids?.map((id) => toGlobalId(type, id)) ?? null;
    return { ...filter, patientIds: told('Patient', filter.patientIds), branchIds: told('Branch', filter.branchIds), payerIds: told('Payer', filter.payerIds) };
  }

  @FieldResolver(() => String, { description: 'With what deliveries are signed, as libraries for Standard Webhooks take it. Keep it to the receiver.' })
  secret(@Root() { agencyId, id, secretVersion }: WebhookRow, @Ctx() { webhooks }: GraphContext): string {
    return webhooks.secretOf(agencyId, id, secretVersion);
  }

  @FieldResolver(() => WebhookStateType, { nullable: true, description: 'How far deliveries have come; none in a dry run that would add it.' })
  async state(@Root() { id }: WebhookRow, @Ctx() { loaders }: GraphContext): Promise<WebhookStateRow | null> {
    return (await loaders.children(statesOfWebhooks).load(id))[0] ?? null;
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What was attempted, the latest first. The last thousand attempts are kept.' })
  async deliveries(@Root() { id }: WebhookRow, @Ctx() context: GraphContext, @Args(() => PageArgs) page: PageArgs): Promise<Connection<WebhookDeliveryRow>> {
    return connectionWithin(context, { column: 'webhook_id', id }, { list: webhookDeliveryList, filter: {}, sort: { by: 'NUMBER', direction: 'DESC' }, page });
  }
}

@Resolver(() => WebhookStateType)
export class WebhookStateResolver {
  @FieldResolver(() => String, { description: 'The place in the log up to which everything was delivered, or is not wanted.' })
  cursor(@Root() { agencyId, epoch, seq }: WebhookStateRow, @Ctx() { cursors }: GraphContext): string {
    return cursors.encode(agencyId, { epoch, seq });
  }
}

@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  @FieldResolver(() => String, { description: 'The place in the log of what the message tells.' })
  cursor(@Root() { agencyId, epoch, seq }: WebhookDeliveryRow, @Ctx() { cursors }: GraphContext): string {
    return cursors.encode(agencyId, { epoch, seq });
  }
}
