import * as t from 'io-ts';

const OxlinSection = t.partial(
  {
    baseUrl: t.string,
    authUrl: t.string,
    clientId: t.string,
    userId: t.string,
    queueId: t.string,
    token: t.string,
    clientSecret: t.string,
    username: t.string,
    password: t.string,
  },
  'oxlin',
);

const SyncSection = t.partial(
  {
    pollEveryMs: t.number,
    maxDetectionLagMs: t.number,
    statusEveryMs: t.number,
    drainEveryMs: t.number,
    startGraceMs: t.number,
    chainGraceMs: t.number,
    retryBaseMs: t.number,
    retryCapMs: t.number,
    deadlineMs: t.number,
  },
  'sync',
);

const YodleeSection = t.partial(
  {
    baseUrl: t.string,
    clientId: t.string,
    clientSecret: t.string,
    adminLogin: t.string,
    callbackSecret: t.string,
    callbackBaseUrl: t.string,
    sinkAuthorization: t.string,
  },
  'yodlee',
);

/** The content of `millrace.config.json`. */
export const ConfigFile = t.partial(
  { oxlin: OxlinSection, sync: SyncSection, yodlee: YodleeSection },
  'millrace.config.json',
);
/** The content of `millrace.config.json`. */
export type ConfigFile = t.TypeOf<typeof ConfigFile>;

/** The keys that each part of the file may have; `''` is the file itself. */
export const CONFIG_KEYS = {
  '': Object.keys(ConfigFile.props),
  oxlin: Object.keys(OxlinSection.props),
  sync: Object.keys(SyncSection.props),
  yodlee: Object.keys(YodleeSection.props),
} as const;
