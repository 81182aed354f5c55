import { listed, open, type SwitchDefinition } from './SwitchDefinition.js';

/** Every doubt about the real service as a switch; the first value listed is the default. */
export const SWITCHES = {
  queueShape: listed(
    ['array', 'single', 'wrapped'],
    'whether GET /queues/{id} answers a list, one event or {"events":[…]}',
  ),
  emptyQueue: listed(['as-shape', '204', 'empty-body', 'null'], 'how an empty queue answers'),
  destructiveReads: listed(['false', 'true'], 'whether reading a queue consumes its events'),
  queueIdIn: listed(
    ['location', 'id', 'queue_id'],
    'where POST /queues hands over the id: Location, or a member of the body',
  ),
  queueIdFormat: listed(['digits', 'uuid'], 'what a queue id looks like'),
  locationForm: listed(['relative', 'absolute'], 'whether Location is a path or a whole URL'),
  replayOldEvents: listed(['false', 'true'], 'whether a new queue shows events from before its subscription'),
  resendEvents: listed(['false', 'true'], 'whether an event may be delivered twice'),
  eventOrder: listed(['oldest-first', 'newest-first', 'shuffled'], 'in which order a queue shows its events'),
  eventTypeKey: listed(
    ['event_type', 'event_status'],
    'under which name the type travels: the text says event_status, the example event_type',
  ),
  malformedEvents: listed(['false', 'true'], 'whether an entry of a queue may lack what makes it an event'),
  numericIds: listed(['false', 'true'], 'whether ids are strings of digits or JSON numbers, beyond 2^53 included'),
  typeIn: listed(['query', 'body'], 'where the type of a sync goes'),
  alreadyRunning: listed(['409', '204-coalesce', '204-second'], 'what a POST does while a sync runs'),
  oneShot: listed(['off', '403'], 'how a contract without manual syncs refuses a POST'),
  coolDown: listed(['none', '429'], 'whether a POST within 60 s of the last end is refused'),
  readStartsSync: listed(
    ['false', 'true'],
    'whether the first look at a connection starts a sync, as "too old" data may',
  ),
  runningAfterMs: open('number', ['1500', '0', '6000'], 'how long GET shows the previous status after the POST'),
  terminalBeforeResource: listed(['false', 'true'], 'whether GET still shows RUNNING for 3 s after the terminal event'),
  failedLoginMovesEndDate: listed(['true', 'false'], 'whether a failed sync moves last_end_date'),
  failureEvent: open(
    'name',
    ['none', 'SYNC_ALL_FAILED', 'SYNC_ALL_SUCCESS', 'AUTH_FAILED'],
    'which event ends a sync that leaves the connection FAILED',
  ),
  listAccountsEvent: open(
    'name',
    ['LIST_ACCOUNTS_SUCCESS', 'LIST_ACCOUNTS_ALL_SUCCESS', 'LIST_ACCOUNTS_END'],
    'the name of the event with the account list',
  ),
  listGapMs: open(
    'number',
    ['0', '2000'],
    'whether the connection looks ended between LIST_ACCOUNTS and the ALL that follows, and for how long',
  ),
  getLagsMs: open('number', ['0', '5000', '25000'], 'how far a look at a connection lags behind the events'),
  staleReplicaMs: open(
    'number',
    ['0', '8000'],
    'whether any second look, by chance, is answered by a replica, and how far that is behind the other looks',
  ),
  postTakesMs: open('number', ['0', '20000'], 'how long the answer to the POST of a sync takes'),
  postBegins: listed(['start', 'answer'], 'whether such a POST begins its sync at once, or when it is answered'),
  dateTells: listed(['start', 'end'], 'whether Date tells when an exchange began or when it was answered'),
  dateAheadMs: open('number', ['0', '600000'], 'how far the clock of Date is ahead of that of all other dates'),
  modeVocabulary: listed(['channel', 'interface'], 'REDIRECT and EMBEDDED, or DEDICATED_INTERFACE and DIRECT_ACCESS'),
  noQueueStatus: listed(['403', '404', '405'], 'how POST /queues is refused where there are no queues'),
  queueAfterGone: listed(
    ['silent', 'live', 'refused'],
    'what a queue subscribed after the first one vanished is worth during the same sync',
  ),
  limitOver500: listed(['cap', '400'], 'whether a limit over 500 is cut silently or refused'),
  refreshToken: listed(['false', 'true'], 'whether the password grant hands out a refresh token'),
  tokenLifeS: open('positive', ['3600', '60', '600'], 'how long a token lives'),
  newUserConnections: listed(
    ['scenarios', 'none'],
    'whether a created user has connections of its own from the start (there is no POST /connections here)',
  ),
} as const satisfies Record<string, SwitchDefinition>;

/** The name of a switch. */
export type SwitchName = keyof typeof SWITCHES;
