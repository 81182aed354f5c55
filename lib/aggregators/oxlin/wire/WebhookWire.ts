import * as t from 'io-ts';
import { WireId, WireOptionalFlag, WireOptionalId, WireOptionalText } from '../../shared/leaves.js';
import { WireOptionalSeconds } from './WireOptionalSeconds.js';

/** A Linxo webhook, which comes at the end of each channel's sync. Source of every field: webhook pages of the documentation. */
export const WebhookWire = t.intersection(
  [
    t.type({
      /** The connection; its other fields are not taken from an unsigned message. */
      resource: t.type({ id: WireId }),
    }),
    t.partial({
      id: WireOptionalId,
      /** `UPDATED` so far. Open set. */
      event_type: WireOptionalText,
      /** `CONNECTIONS` so far: the plural of what a queue says. Open set. */
      resource_type: WireOptionalText,
      creation_date: WireOptionalSeconds,
      channel_definition_id: WireOptionalId,
      new_transactions: WireOptionalFlag,
    }),
  ],
  'Webhook',
);
export type WebhookWire = t.TypeOf<typeof WebhookWire>;
