import { DecodeError } from '../../errors/DecodeError.js';
import { decodeWith } from '../../model/decodeWith.js';
import type { ChannelId, ConnectionId, EventId } from '../../model/Identity.js';
import { jsonBody, jsonText } from '../shared/jsonBody.js';
import type { Draft } from '../shared/Draft.js';
import { toDate } from './wire/toDate.js';
import { WebhookWire } from './wire/WebhookWire.js';

/** A hint that a connection is worth a look; anybody could have sent it. */
export interface WebhookHint {
  readonly connectionId: ConnectionId;
  /** To tell one delivery from its repetition. */
  readonly id?: EventId;
  readonly at?: Date;
  readonly channelId?: ChannelId;
  readonly newTransactions?: boolean;
}

const OPERATION = 'decode webhook';
const decodeWire = decodeWith(WebhookWire);

/**
 * Reads the body of a Linxo webhook: bytes, text, or what a web framework has parsed of it.
 *
 * No signature is documented: take it for a hint, hand its connection to `followConnection`, and believe what the API
 * says then. It speaks of connections only; what speaks of anything else is refused.
 *
 * Errors: throws DecodeError, which shows no value.
 *
 * @param body as it was received
 * @example
 * decodeWebhook({ resource_type: 'CONNECTIONS', resource: { id: '1001' } }); // { connectionId: '1001' }
 */
export function decodeWebhook(body: unknown): WebhookHint {
  const wire = decodeWire(parsed(body));
  if (wire.kind === 'refused') throw new DecodeError(OPERATION, wire.failures);
  const { id, resource, resource_type: type, creation_date, channel_definition_id, new_transactions } = wire.value;
  if (typeof type === 'string' && type !== 'CONNECTIONS' && type !== 'CONNECTION') {
    throw new DecodeError(OPERATION, [{ path: 'resource_type', expected: 'CONNECTIONS' }]);
  }
  const hint: Draft<WebhookHint> = { connectionId: String(resource.id) };
  if (id !== undefined && id !== null) hint.id = String(id);
  const at = toDate(creation_date);
  if (at !== undefined) hint.at = at;
  if (channel_definition_id !== undefined && channel_definition_id !== null) {
    hint.channelId = String(channel_definition_id);
  }
  if (typeof new_transactions === 'boolean') hint.newTransactions = new_transactions;
  return hint;
}

function parsed(body: unknown): unknown {
  if (typeof body === 'string') return jsonText(OPERATION, body);
  return body instanceof Uint8Array ? jsonBody(OPERATION, { status: 200, headers: {}, body }) : body;
}
