import { type SyncOptions, SYNC_DEFAULTS } from '../../index.js';
import { ConfigurationError } from './ConfigurationError.js';
import type { CollectedSettings } from './collectSettings.js';
import { missingSettings } from './missingSettings.js';
import { SETTINGS, type SettingName } from './SETTINGS.js';

/** How the program proves who it is. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'client'; readonly authUrl: string; readonly clientId: string; readonly clientSecret: string }
  | {
      readonly kind: 'password';
      readonly authUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly username: string;
      readonly password: string;
    };

/** All that a command needs to know about upstream. */
export interface Settings {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly userId: string;
  readonly queueId: string | undefined;
  readonly sync: SyncOptions;
}

/** A token of a user speaks for that user alone, so that any name for it will do. */
const WHOEVER_THE_TOKEN_SPEAKS_FOR = 'me';

/**
 * Makes settings of what was collected.
 *
 * Errors: throws ConfigurationError for the first one that is missing or at odds with another.
 *
 * @param given what was collected
 * @example
 * resolveSettings(collectSettings(places)).credentials.kind; // 'password'
 */
export function resolveSettings(given: CollectedSettings): Settings {
  const missing = missingSettings(given);
  if (missing.length > 0) {
    throw new ConfigurationError(missing.join(', '), missing.length === 1 ? 'a value' : 'a value each', 'nothing');
  }
  return {
    baseUrl: valueOf(given, 'baseUrl'),
    credentials: resolveCredentials(given),
    userId: given.get('userId')?.value ?? WHOEVER_THE_TOKEN_SPEAKS_FOR,
    queueId: given.get('queueId')?.value,
    sync: resolveSync(given),
  };
}

function resolveCredentials(given: CollectedSettings): Credentials {
  const token = given.get('token')?.value;
  if (token !== undefined) return { kind: 'token', token };
  const client = {
    clientId: valueOf(given, 'clientId'),
    clientSecret: valueOf(given, 'clientSecret'),
    authUrl: valueOf(given, 'authUrl'),
  };
  if (!given.has('username')) return { kind: 'client', ...client };
  return { kind: 'password', ...client, username: valueOf(given, 'username'), password: valueOf(given, 'password') };
}

/** Present, as nothing is missing. */
function valueOf(given: CollectedSettings, name: SettingName): string {
  return given.get(name)?.value ?? '';
}

const SYNC_NAMES = [
  'pollEveryMs',
  'maxDetectionLagMs',
  'statusEveryMs',
  'drainEveryMs',
  'startGraceMs',
  'chainGraceMs',
  'retryBaseMs',
  'retryCapMs',
  'deadlineMs',
] as const satisfies readonly (SettingName & keyof SyncOptions)[];

function resolveSync(given: CollectedSettings): SyncOptions {
  const sync: Partial<Record<(typeof SYNC_NAMES)[number], number>> = {};
  for (const name of SYNC_NAMES) {
    const value = given.get(name)?.value;
    if (value !== undefined) sync[name] = Number(value);
  }
  requireOrder(given, sync, 'pollEveryMs', 'maxDetectionLagMs');
  requireOrder(given, sync, 'retryBaseMs', 'retryCapMs');
  return sync;
}

type Pace = 'pollEveryMs' | 'maxDetectionLagMs' | 'retryBaseMs' | 'retryCapMs';

function requireOrder(given: CollectedSettings, sync: SyncOptions, low: Pace, high: Pace): void {
  const least = sync[low] ?? SYNC_DEFAULTS[low];
  const value = sync[high] ?? SYNC_DEFAULTS[high];
  if (value >= least) return;
  const place = given.get(high)?.place ?? SETTINGS[high].variable;
  const reason = `at least that of ${given.get(low)?.place ?? SETTINGS[low].variable}, which is ${String(least)} ms`;
  throw new ConfigurationError(place, reason, `${String(value)} ms`);
}
