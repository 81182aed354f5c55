import type { SyncAllOptions } from 'millrace';
import type { MillraceOptions } from './millrace.options.js';

const SYNC_VARIABLES = {
  pollEveryMs: 'MILLRACE_POLL_EVERY_MS',
  maxDetectionLagMs: 'MILLRACE_MAX_DETECTION_LAG_MS',
  statusEveryMs: 'MILLRACE_STATUS_EVERY_MS',
  drainEveryMs: 'MILLRACE_DRAIN_EVERY_MS',
  startGraceMs: 'MILLRACE_START_GRACE_MS',
  chainGraceMs: 'MILLRACE_CHAIN_GRACE_MS',
  retryBaseMs: 'MILLRACE_RETRY_BASE_MS',
  retryCapMs: 'MILLRACE_RETRY_CAP_MS',
  deadlineMs: 'MILLRACE_DEADLINE_MS',
} as const satisfies Partial<Record<keyof SyncAllOptions, string>>;

/** Reads the options from the environment, under the names that the sandbox hands out. */
export function optionsFromEnv(env: Readonly<Record<string, string | undefined>>): MillraceOptions {
  const given = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new Error(`${name} is not set`);
    return value;
  };
  const sync: SyncAllOptions = Object.fromEntries(
    Object.entries(SYNC_VARIABLES)
      .map(([option, name]) => [option, env[name]] as const)
      .filter(([, value]) => value !== undefined)
      .map(([option, value]) => [option, Number(value)]),
  );
  return {
    baseUrl: given('MILLRACE_OXLIN_BASE_URL'),
    authUrl: given('MILLRACE_OXLIN_AUTH_URL'),
    clientId: given('MILLRACE_OXLIN_CLIENT_ID'),
    clientSecret: given('MILLRACE_OXLIN_CLIENT_SECRET'),
    sync,
  };
}
