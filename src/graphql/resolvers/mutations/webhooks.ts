import { addWebhook } from '../../../changes/add-webhook.js';
import { removeWebhook } from '../../../changes/remove-webhook.js';
import { replayWebhook } from '../../../changes/replay-webhook.js';
import { updateWebhook } from '../../../changes/update-webhook.js';
import {
  addWebhookInput, AddWebhookInputType, RemoveWebhookInputType, replayWebhookInput, ReplayWebhookInputType, updateWebhookInput, UpdateWebhookInputType,
} from '../../inputs/webhook-inputs.js';
import { WebhookType } from '../../types/webhook-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Where changes are delivered to. */
export const WEBHOOK_MUTATIONS: readonly MutationDefinition[] = [
  mutation(addWebhook, { input: AddWebhookInputType, read: addWebhookInput, record: WebhookType, description: 'Has changes delivered to an address, one after another, signed and repeated until they are taken.' }),
  mutation(updateWebhook, { input: UpdateWebhookInputType, read: updateWebhookInput, record: WebhookType, description: 'Changes what is delivered to an address, pauses or resumes it, or makes a new secret.' }),
  mutation(replayWebhook, { input: ReplayWebhookInputType, read: replayWebhookInput, record: WebhookType, description: 'Sets back how far deliveries have come. What is repeated has the same ids as before.' }),
  mutation(removeWebhook, { input: RemoveWebhookInputType, record: WebhookType, description: 'Ends the deliveries to an address, for good.' }),
];
