/** What a value may look like. */
export type SettingKind = 'url' | 'id' | 'text' | 'ms';

/** One setting, wherever it is given. */
export interface SettingDefinition {
  /** Its key in `millrace.config.json`, inside the section. */
  readonly section: 'oxlin' | 'sync';
  readonly variable: string;
  readonly kind: SettingKind;
  /** Never taken from a flag, never shown, and taken from a file only if nobody else can read that. */
  readonly secret: boolean;
}

const oxlin = (variable: string, kind: SettingKind, secret = false): SettingDefinition => ({
  section: 'oxlin',
  variable: `MILLRACE_OXLIN_${variable}`,
  kind,
  secret,
});

const sync = (variable: string): SettingDefinition => ({
  section: 'sync',
  variable: `MILLRACE_${variable}`,
  kind: 'ms',
  secret: false,
});

/** Every setting by its name. */
export const SETTINGS = {
  baseUrl: oxlin('BASE_URL', 'url'),
  authUrl: oxlin('AUTH_URL', 'url'),
  clientId: oxlin('CLIENT_ID', 'text'),
  userId: oxlin('USER_ID', 'text'),
  queueId: oxlin('QUEUE_ID', 'id'),
  token: oxlin('TOKEN', 'text', true),
  clientSecret: oxlin('CLIENT_SECRET', 'text', true),
  username: oxlin('USERNAME', 'text', true),
  password: oxlin('PASSWORD', 'text', true),
  pollEveryMs: sync('POLL_EVERY_MS'),
  maxDetectionLagMs: sync('MAX_DETECTION_LAG_MS'),
  statusEveryMs: sync('STATUS_EVERY_MS'),
  drainEveryMs: sync('DRAIN_EVERY_MS'),
  startGraceMs: sync('START_GRACE_MS'),
  chainGraceMs: sync('CHAIN_GRACE_MS'),
  retryBaseMs: sync('RETRY_BASE_MS'),
  retryCapMs: sync('RETRY_CAP_MS'),
  deadlineMs: sync('DEADLINE_MS'),
} as const satisfies Readonly<Record<string, SettingDefinition>>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;
