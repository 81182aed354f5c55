import { SANDBOX_CREDENTIALS } from './core/SANDBOX_CREDENTIALS.js';
import { YODLEE_CREDENTIALS } from './core/yodlee/YODLEE_CREDENTIALS.js';

/** For the client's own callback URL; made up, of no use anywhere else. */
const CALLBACK_SECRET = 'sandbox-callback-secret';

const POLL_SETTINGS_MS = {
  MILLRACE_POLL_EVERY_MS: 2_000,
  MILLRACE_MAX_DETECTION_LAG_MS: 15_000,
  MILLRACE_STATUS_EVERY_MS: 10_000,
  MILLRACE_DRAIN_EVERY_MS: 500,
  MILLRACE_START_GRACE_MS: 120_000,
  MILLRACE_CHAIN_GRACE_MS: 30_000,
  MILLRACE_RETRY_BASE_MS: 500,
  MILLRACE_RETRY_CAP_MS: 30_000,
  MILLRACE_DEADLINE_MS: 600_000,
} as const;

/**
 * Lists the environment variables a client of a sandbox needs: addresses, credentials, and the poll settings divided
 * by its speed (whole milliseconds, at least 1).
 *
 * @param urls where the sandbox listens
 * @param speed how fast its clock runs, > 0
 * @example
 * clientEnv({ baseUrl: 'http://127.0.0.1:1/v2.1', authUrl: 'http://127.0.0.1:2', yodleeBaseUrl: 'http://127.0.0.1:1/ysl' }, 100)['MILLRACE_POLL_EVERY_MS']; // '20'
 */
export function clientEnv(
  {
    baseUrl,
    authUrl,
    yodleeBaseUrl,
  }: { readonly baseUrl: string; readonly authUrl: string; readonly yodleeBaseUrl: string },
  speed: number,
): Readonly<Record<string, string>> {
  const { clientId, clientSecret, username, password } = SANDBOX_CREDENTIALS;
  const divided = (ms: number): string => String(Math.max(1, Math.round(ms / speed)));
  const settings = Object.entries(POLL_SETTINGS_MS).map(([name, ms]): [string, string] => [name, divided(ms)]);
  return {
    MILLRACE_OXLIN_BASE_URL: baseUrl,
    MILLRACE_OXLIN_AUTH_URL: authUrl,
    MILLRACE_OXLIN_CLIENT_ID: clientId,
    MILLRACE_OXLIN_CLIENT_SECRET: clientSecret,
    MILLRACE_OXLIN_USERNAME: username,
    MILLRACE_OXLIN_PASSWORD: password,
    MILLRACE_YODLEE_BASE_URL: yodleeBaseUrl,
    MILLRACE_YODLEE_CLIENT_ID: YODLEE_CREDENTIALS.clientId,
    MILLRACE_YODLEE_CLIENT_SECRET: YODLEE_CREDENTIALS.clientSecret,
    MILLRACE_YODLEE_ADMIN_LOGIN: YODLEE_CREDENTIALS.adminLogin,
    MILLRACE_CALLBACK_SECRET: CALLBACK_SECRET,
    ...Object.fromEntries(settings),
  };
}
