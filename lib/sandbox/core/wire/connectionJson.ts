import { connectionStatus } from '../bank/connectionStatus.js';
import type { Channel, Connection } from '../bank/records.js';
import type { Settings } from '../OxlinState.js';
import { idLexeme } from './idLexeme.js';
import type { JsonObject } from './writeJson.js';

const TYPES = {
  REDIRECT: ['CHECKINGS', 'CREDIT_CARD'],
  EMBEDDED: ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'],
} as const;
const INTERFACES = { REDIRECT: 'DEDICATED_INTERFACE', EMBEDDED: 'DIRECT_ACCESS' } as const;

/**
 * Turns a connection into its JSON object, alike in GET /connections and in queue events; dates that do not exist are
 * left out. Sources: seed 000, answers recorded by public clients of v2.1.
 *
 * @param settings the sandbox's settings
 * @param connection the record
 * @param channels the channels to show, when not its own
 * @example
 * writeJson(connectionJson(state.settings, connection));
 */
export function connectionJson(settings: Settings, connection: Connection, channels = connection.channels): JsonObject {
  return {
    id: idLexeme(settings, connection.id),
    provider_id: idLexeme(settings, connection.providerId),
    user_id: idLexeme(settings, connection.userId),
    name: connection.name,
    logo_url: `https://static.sandbox.invalid/providers/${connection.providerId}.png`,
    channels: channels.map((channel) => channelJson(settings, channel)),
    status: connectionStatus(channels),
    creation_date: connection.createdAt,
    auto_sync: channels.length > 0,
    consent_per_account: false,
    owner: { name: 'Camille Exemple' },
  };
}

const channelJson = (settings: Settings, channel: Channel): JsonObject => ({
  channel_definition_id: idLexeme(settings, channel.definitionId),
  mode: settings.switches.modeVocabulary === 'interface' ? INTERFACES[channel.mode] : channel.mode,
  status: channel.status,
  expires: channel.expires,
  last_success_date: channel.lastSuccess,
  last_end_date: channel.lastEnd,
  account_types: TYPES[channel.mode],
  channel_definition_unavailable: channel.unavailable,
});
