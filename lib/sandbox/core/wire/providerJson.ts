import type { ProviderRecord } from '../bank/PROVIDERS.js';
import type { Settings } from '../OxlinState.js';
import { idLexeme } from './idLexeme.js';
import type { JsonObject } from './writeJson.js';

/**
 * Turns a bank into its JSON object. Source: roll-out page of the documentation.
 *
 * @param settings the sandbox's settings
 * @param provider the record
 * @param unavailable definition ids that are out of order
 * @example
 * writeJson(providerJson(state.settings, PROVIDERS['87'], new Set()));
 */
export function providerJson(
  settings: Settings,
  provider: ProviderRecord,
  unavailable: ReadonlySet<string>,
): JsonObject {
  const definition = (mode: 'REDIRECT' | 'EMBEDDED', types: readonly string[]): JsonObject => ({
    id: idLexeme(settings, provider.channels[mode]),
    mode,
    account_types: types,
    unavailable: unavailable.has(provider.channels[mode]),
  });
  return {
    id: idLexeme(settings, provider.id),
    name: provider.name,
    logo_url: `https://static.sandbox.invalid/providers/${provider.id}.png`,
    channel_definitions: [
      definition('REDIRECT', ['CHECKINGS', 'CREDIT_CARD']),
      definition('EMBEDDED', ['SAVINGS', 'LOAN']),
    ],
  };
}
