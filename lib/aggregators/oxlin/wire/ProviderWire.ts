import * as t from 'io-ts';
import type { Provider, ProviderChannel } from '../Provider.js';
import { WireId, WireOptionalFlag, WireOptionalText } from '../../shared/leaves.js';
import type { Draft } from '../../shared/Draft.js';

const ProviderChannelWire = t.intersection(
  [
    /** Source: roll-out page of the documentation. */
    t.type({ id: WireId }),
    t.partial({
      /** Source: provider page of the documentation. */
      mode: WireOptionalText,
      /** Source: roll-out page of the documentation. */
      unavailable: WireOptionalFlag,
    }),
  ],
  'ChannelDefinition',
);

/** A bank as upstream writes it. Source: provider and roll-out pages of the documentation. */
export const ProviderWire = t.intersection(
  [t.type({ id: WireId }), t.partial({ name: WireOptionalText, channel_definitions: t.array(ProviderChannelWire) })],
  'Provider',
);
export type ProviderWire = t.TypeOf<typeof ProviderWire>;

/**
 * Turns a bank from upstream's words into millrace's.
 *
 * @param wire a decoded provider
 * @example
 * toProvider({ id: 87, name: 'Linxo Test Bank' }); // { id: '87', channels: [], name: 'Linxo Test Bank' }
 */
export function toProvider(wire: ProviderWire): Provider {
  const provider: Draft<Provider> = {
    id: String(wire.id),
    channels: (wire.channel_definitions ?? []).map((definition) => {
      const channel: Draft<ProviderChannel> = {
        id: String(definition.id),
        unavailable: definition.unavailable === true,
      };
      if (typeof definition.mode === 'string') channel.mode = definition.mode;
      return channel;
    }),
  };
  if (typeof wire.name === 'string') provider.name = wire.name;
  return provider;
}
