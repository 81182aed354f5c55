/** What a value may look like. */
export type SettingKind = 'url' | 'id' | 'text' | 'ms' | 'pathSecret';

/** The parts of `millrace.config.json`. */
export type SettingSection = 'oxlin' | 'sync' | 'yodlee';

/** One setting, wherever it is given. */
export interface SettingDefinition {
  readonly section: SettingSection;
  /** Its key in `millrace.config.json`, inside the section. */
  readonly key: string;
  readonly variable: string;
  readonly kind: SettingKind;
  /** Never taken from a flag, never shown, and taken from a file only if nobody else can read that. */
  readonly secret: boolean;
  /** A value that would do. */
  readonly example?: string;
}

/** `QUEUE_ID` is `queueId` in the file. */
const camel = (variable: string): string =>
  variable.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const oxlin = (variable: string, kind: SettingKind, secret = false): SettingDefinition => ({
  section: 'oxlin',
  key: camel(variable),
  variable: `MILLRACE_OXLIN_${variable}`,
  kind,
  secret,
});

const sync = (variable: string): SettingDefinition => ({
  section: 'sync',
  key: camel(variable),
  variable: `MILLRACE_${variable}`,
  kind: 'ms',
  secret: false,
});

const yodlee = (variable: string, kind: SettingKind, secret = false): SettingDefinition => ({
  section: 'yodlee',
  key: camel(variable.replace(/^YODLEE_/, '')),
  variable: `MILLRACE_${variable}`,
  kind,
  secret,
});

/** Every setting by its name. */
export const SETTINGS = {
  baseUrl: { ...oxlin('BASE_URL', 'url'), example: 'https://api.oxlin.io/v2.1' },
  authUrl: { ...oxlin('AUTH_URL', 'url'), example: 'https://auth.oxlin.io' },
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
  yodleeBaseUrl: { ...yodlee('YODLEE_BASE_URL', 'url'), example: 'https://production.api.yodlee.com/ysl' },
  yodleeClientId: yodlee('YODLEE_CLIENT_ID', 'text'),
  yodleeClientSecret: yodlee('YODLEE_CLIENT_SECRET', 'text', true),
  yodleeAdminLogin: yodlee('YODLEE_ADMIN_LOGIN', 'text', true),
  callbackSecret: yodlee('CALLBACK_SECRET', 'pathSecret', true),
  callbackBaseUrl: { ...yodlee('CALLBACK_BASE_URL', 'url'), example: 'https://hooks.your-bank.example' },
  sinkAuthorization: yodlee('SINK_AUTHORIZATION', 'text', true),
} as const satisfies Readonly<Record<string, SettingDefinition>>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;
