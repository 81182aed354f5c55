import type { CollectedSettings } from '../settings/collectSettings.js';
import { ConfigurationError } from '../settings/ConfigurationError.js';
import { SETTINGS, type SettingName } from '../settings/SETTINGS.js';

/** All that a command needs to know about the customer's access to Yodlee. */
export interface YodleeSettings {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly adminLogin: string;
  /** The last part of the callback URL; absent where it was not asked for. */
  readonly callbackSecret: string | undefined;
  /** What stands before `/hooks/` and the secret, as seen from outside. */
  readonly callbackBaseUrl: string | undefined;
  /** The `Authorization` header of posted deliveries. */
  readonly sinkAuthorization: string | undefined;
}

const ACCESS = ['yodleeBaseUrl', 'yodleeClientId', 'yodleeClientSecret', 'yodleeAdminLogin'] as const;

/**
 * Makes of collected settings what a command for notifications works with.
 *
 * Errors: throws ConfigurationError that names everything missing at once.
 *
 * @param given what was found
 * @param needed further settings without which the command makes no sense
 * @example
 * resolveYodleeSettings(given, ['callbackSecret']).baseUrl;
 */
export function resolveYodleeSettings(given: CollectedSettings, needed: readonly SettingName[] = []): YodleeSettings {
  const missing = [...ACCESS, ...needed].filter((name) => !given.has(name)).map(shown);
  if (missing.length > 0) {
    throw new ConfigurationError(missing.join(', '), missing.length === 1 ? 'a value' : 'a value each', 'nothing');
  }
  const valueOf = (name: SettingName): string => given.get(name)?.value ?? '';
  return {
    baseUrl: valueOf('yodleeBaseUrl'),
    clientId: valueOf('yodleeClientId'),
    clientSecret: valueOf('yodleeClientSecret'),
    adminLogin: valueOf('yodleeAdminLogin'),
    callbackSecret: given.get('callbackSecret')?.value,
    callbackBaseUrl: given.get('callbackBaseUrl')?.value,
    sinkAuthorization: given.get('sinkAuthorization')?.value,
  };
}

function shown(name: SettingName): string {
  const { variable, section, key } = SETTINGS[name];
  return `${variable} (${section}.${key})`;
}
