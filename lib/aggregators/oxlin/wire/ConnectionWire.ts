import * as t from 'io-ts';
import { WireId, WireOptionalFlag, WireOptionalId, WireOptionalText, WireText } from '../../shared/leaves.js';
import { WireOptionalSeconds } from './WireOptionalSeconds.js';

/** A channel of a connection as upstream writes it. */
export const ChannelWire = t.intersection(
  [
    t.type({
      /** Source: seed 000. */
      channel_definition_id: WireId,
      /** Source: seed 000. Open set. */
      status: WireText,
    }),
    t.partial({
      /** Source: answers recorded by public clients of v2.1; `REDIRECT`, `EMBEDDED`, and two other words for them in the help centre. */
      mode: WireOptionalText,
      /** Source: seed 000, where it is in the past of a channel that is well. */
      expires: WireOptionalSeconds,
      /** Source: seed 000. */
      last_success_date: WireOptionalSeconds,
      /** Source: seed 000. */
      last_end_date: WireOptionalSeconds,
      /** Source: answers recorded by public clients of v2.1. */
      channel_definition_unavailable: WireOptionalFlag,
    }),
  ],
  'Channel',
);
export type ChannelWire = t.TypeOf<typeof ChannelWire>;

/** A connection as upstream writes it: `GET /connections` and the resource of a queue event alike. */
export const ConnectionWire = t.intersection(
  [
    t.type({
      /** Source: seed 000. */
      id: WireId,
      /** Source: seed 000; how the last sync went. Open set. */
      status: WireText,
    }),
    t.partial({
      /** Source: seed 000. */
      provider_id: WireOptionalId,
      /** Source: seed 000. */
      name: WireOptionalText,
      /** Source: seed 000. Assumption: a manual connection, which has none, may leave the list out. */
      channels: t.union([t.array(ChannelWire), t.null], 'Channels'),
      /** Source: seed 000 (0: none). */
      creation_date: WireOptionalSeconds,
      /** Source: seed 000 names the parameter; answers recorded by public clients of v2.1 show the field. */
      auto_sync: WireOptionalFlag,
    }),
  ],
  'Connection',
);
export type ConnectionWire = t.TypeOf<typeof ConnectionWire>;
