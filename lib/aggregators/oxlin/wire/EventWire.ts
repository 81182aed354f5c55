import * as t from 'io-ts';
import { WireId, WireOptionalId, WireOptionalText, WireText } from '../../shared/leaves.js';
import { WireOptionalSeconds } from './WireOptionalSeconds.js';

/** An entry of a queue as upstream writes it; its resource is judged by its type, later. */
export const EventWire = t.intersection(
  [
    t.type({
      /** Source: seed 000. */
      id: WireId,
    }),
    t.union(
      [
        /** Source: seed 000, the example. Open set. */
        t.type({ event_type: WireText }),
        /** Source: seed 000, the prose. Assumption: a slip for `event_type`, taken as an alias. */
        t.type({ event_status: WireText }),
      ],
      'EventType',
    ),
    t.partial({
      /** Source: seed 000: `CONNECTION`; the webhook page says `CONNECTIONS`. Open set. */
      resource_type: WireOptionalText,
      /** Source: seed 000; seconds, says the webhook page. */
      creation_date: WireOptionalSeconds,
      /** Source: queue page of the documentation; absent from seed 000. */
      channel_definition_id: WireOptionalId,
      /** Source: seed 000: a connection, as GET /connections gives it. */
      resource: t.unknown,
    }),
  ],
  'QueueEvent',
);
export type EventWire = t.TypeOf<typeof EventWire>;
