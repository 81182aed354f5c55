import { listed, open, type SwitchDefinition } from '../../switches/SwitchDefinition.js';

/** Every doubt about the real notification service as a switch; the first value listed is the default. */
export const YODLEE_SWITCHES = {
  notifyEveryS: open(
    'number',
    ['900', '3600', '60'],
    'how often changes are notified: the sources say 15 minutes and 1 hour',
  ),
  retryFirstS: open(
    'number',
    ['600', '10'],
    'when the first retry comes; each of the eight comes twice as late as the last',
  ),
  retries: open('number', ['8', '0', '100'], 'how often a notification is tried again before it is given up'),
  retryMeans: listed(['offsets', 'gaps'], 'whether 10, 20, 40 … count from the first failure or from the last try'),
  acknowledgedBy: listed(['2xx', '200', 'any'], 'which statuses count as delivered'),
  webhookTimeoutMs: open('number', ['10000', '1000'], "how long upstream waits for an answer, in the receiver's time"),
  senders: open('number', ['16', '1', '100'], 'how many notifications are on their way at once'),
  usersPerNotice: open('number', ['0', '1', '50'], 'how many users one notification names at most; 0 = all'),
  contentType: listed(['json', 'form', 'mislabelled'], 'whether DATA_UPDATES comes as JSON or as form field payload'),
  noticeDates: listed(['iso', 'dd-MM', 'MM-dd'], 'which dates notifications carry; the old ones have no zone'),
  notificationId: listed(['stable', 'per-attempt', 'absent'], 'whether the id is there and survives a retry'),
  hrefForm: listed(['raw', 'encoded'], 'whether the link of a notification is percent-encoded'),
  hrefPath: listed(['dataExtracts', 'bare'], 'whether the link begins with dataExtracts/'),
  linksPerUser: listed(['one', 'several'], 'whether a user may have several links, strange ones included'),
  userCountTrue: listed(['true', 'false'], 'whether userCount equals the length of the list'),
  windowEnds: listed(
    ['last-second', 'touching'],
    'whether a window ends one second before the next begins, or at the same second',
  ),
  probe: listed(['GET', 'HEAD', 'POST', 'none'], 'how the callback URL is tried when it is subscribed'),
  subscribeTwice: listed(['Y811', '201'], 'what a second POST of a subscription answers'),
  gapAfterSubscribe: listed(
    ['forgotten', 'sent'],
    'whether changes made while nobody was subscribed are notified later',
  ),
  afterOutage: listed(
    ['discards', 'one-window'],
    'whether notifications of an outage are tried and discarded, or come as one long window after it',
  ),
  unknownLogin: listed(['register', 'Y305'], 'whether a token for an unknown login name registers a user'),
  yodleeTokenLifeS: open('number', ['1800', '60'], 'how long a token lives'),
  revokeDelayS: open('number', ['0', '120'], 'how long a revoked token still works'),
  invalidToken: listed(['Y020', 'Y008'], 'which code an invalid token gets'),
  emptyUserData: listed(
    ['object', 'user', 'arrays'],
    'what userData answers when nothing has changed: {}, the user, or empty lists',
  ),
  emptyEvents: listed(['object', 'data'], 'what the events API answers when nothing has changed: {}, or an empty list'),
  userDataIs: listed(
    ['changed-now', 'as-of-window', 'last-updated'],
    'what a window shows: records changed in it as they are now, as they were at its end, or only those last changed in it',
  ),
  extractsLagS: open(
    'number',
    ['0', '3'],
    'how long after a change userData and the events API show it: some of a window may come after its notification',
  ),
  toDateIs: listed(['included', 'excluded'], 'whether the second of toDate belongs to the range that is asked for'),
  linkForm: listed(
    ['real', 'rfc', 'absent'],
    'how userData says that there is more; absent = up to 5000 transactions at once',
  ),
  transactionOrder: listed(['newest-first', 'oldest-first'], 'in which order userData lists transactions'),
  rangeOver60: listed(['Y800', 'Y809'], 'which code a range over 60 minutes gets'),
  milliseconds: listed(['refused', 'accepted'], 'whether dates may carry milliseconds'),
  deleteCascades: listed(['true', 'false'], 'whether what belonged to something deleted is listed as deleted too'),
  tombstones: listed(['bare', 'full', 'id-only'], 'what a deleted record still says of itself'),
  holdings: listed(['snapshot', 'delta'], 'whether a changed account shows all its holdings, or only changed ones'),
  holdingTombstones: listed(['false', 'true'], 'whether a sold holding comes with isDeleted'),
  pendingPosts: listed(
    ['same-id', 'new-id', 'left-behind'],
    'whether a pending transaction keeps its id when it is posted, is deleted for a new one, or stays beside it',
  ),
  wideIds: listed(['false', 'true'], 'whether ids go beyond 2^53'),
  loginNames: listed(['plain', 'awkward'], 'whether login names hold characters that must be encoded'),
  rateLimitEvery: open('number', ['0', '5'], 'whether every n-th call is refused with 429; 0 = none'),
  rateLimitHeader: listed(['seconds', 'date', 'none'], 'whether and how a 429 says when to come back'),
  clockSkewS: open('number', ['0', '120'], "by how much upstream's clock differs from everybody else's"),
  clockRuns: listed(['behind', 'ahead'], "on which side upstream's clock is wrong"),
  yodleeLatencyMs: open('number', ['40', '0', '1000'], 'how long an answer takes'),
  deleteStatus: listed(['204', '200'], 'what a deleted provider account answers: the text says 204, the table 200'),
} as const satisfies Record<string, SwitchDefinition>;

/** The name of a switch of the notification service. */
export type YodleeSwitchName = keyof typeof YODLEE_SWITCHES;
