import type { FaultProbabilities } from '../faults/FaultProbabilities.js';

/** How a channel reaches the bank. */
export type ChannelMode = 'REDIRECT' | 'EMBEDDED';

/** What a client must report, in the words of the command line. */
export type ExpectedResult =
  'succeeded' | 'partial' | 'failed' | 'actionRequired' | 'timedOut' | 'notStarted' | 'gone' | 'notApplicable';

/** What happens at one moment of a sync. */
export type SyncAction =
  /** Every channel that can sync turns RUNNING. */
  | { readonly do: 'begin' }
  /** A channel ends with `status`; a success or partial success brings new transactions. */
  | {
      readonly do: 'channel';
      readonly mode: ChannelMode;
      readonly status: string;
      /** Value of `channel_definition_unavailable` from here on. */
      readonly unavailable?: boolean;
    }
  /** An event is written to the user's queues. */
  | {
      readonly do: 'event';
      readonly type: string;
      readonly mode?: ChannelMode;
      /**
       * Whose state the event carries: the connection `now`, as it was `before` the sync, the user's `other`
       * connection, something `odd` that is no connection, or `none` at all. Default: `now`.
       */
      readonly resource?: 'now' | 'before' | 'other' | 'odd' | 'none';
    }
  /** The event that ends a sync: SYNC_ALL_SUCCESS, or what the switch `failureEvent` says for a FAILED connection. */
  | { readonly do: 'terminal' }
  /** A channel's accounts are announced; deleted ones come back. */
  | { readonly do: 'list'; readonly mode: ChannelMode }
  /** The LIST_ACCOUNTS part is over; a sync of type ALL starts by itself. */
  | { readonly do: 'chain' }
  /** The connection ceases to exist. */
  | { readonly do: 'delete' }
  /** Every queue of the user answers 404 from here on. */
  | { readonly do: 'expireQueues' }
  /** Every access token issued so far is refused from here on. */
  | { readonly do: 'expireTokens' }
  /** An event is written letter by letter; `{connection_id}` stands for the connection's id. */
  | { readonly do: 'raw'; readonly text: string };

/** One action with its moment. */
export type SyncStep = SyncAction & {
  /** Moment, counted from `from`. Unit: s of the sandbox's clock. */
  readonly at: number;
  /** Whether `at` counts from the start of the sync or from the end of its last channel. Default: `start`. */
  readonly from?: 'start' | 'end';
  /** Distance between the moment and the date it claims to have happened. Unit: s, at most 0. Default: 0. */
  readonly datedS?: number;
};

/** One channel of a scripted connection. */
export interface ChannelScript {
  readonly mode: ChannelMode;
  /** Status before any sync. Default: SUCCESS. */
  readonly status?: string;
  /** Status a sync ends with; RUNNING = it never ends. Default: SUCCESS. */
  readonly ends?: string;
  /** `channel_definition_unavailable` once the sync has ended. Default: false. */
  readonly unavailable?: boolean;
  /** Fixed value of `expires`. Unit: epoch seconds. Default: 90 days after the connection's creation on REDIRECT. */
  readonly expires?: number;
}

/** One scripted connection of the user. */
export interface ConnectionScript {
  /** `provider_id`, one of the sandbox's banks. Default: 87. */
  readonly providerId?: string;
  /** No channel at all = a manual connection, status NONE. Default: one REDIRECT and one EMBEDDED channel. */
  readonly channels?: readonly ChannelScript[];
  /** `creation_date`. Unit: epoch seconds. Default: some months before the start. */
  readonly creationDate?: number;
  /** Steps of a sync instead of the ones derived from `channels`. */
  readonly steps?: readonly SyncStep[];
  /** Steps added to the others. */
  readonly also?: readonly SyncStep[];
  /** Events from before the sandbox started (`at` is negative); only queues that replay old events show them. */
  readonly history?: readonly SyncStep[];
  /** Whether the timeline is played to the second rather than stretched by chance. Default: false. */
  readonly exact?: boolean;
  /** Whether a sync writes no event at all. Default: false. */
  readonly silent?: boolean;
  /** Whether each channel's end writes a terminal event, not only the last. Default: `last`. */
  readonly terminals?: 'last' | 'each';
  /** Whether every sync starts with a LIST_ACCOUNTS part, whatever type was asked. Default: false. */
  readonly listFirst?: boolean;
  /** Whether an automatic sync is already running; its timeline starts when the connection is first looked at. */
  readonly runningAtStart?: boolean;
  /** A sync of the night that ended this long before the POST, but shows only after it. Unit: s. */
  readonly nightlyEndedS?: number;
  /** Whether the first accepted POST is carried out and its answer lost with the connection. Default: false. */
  readonly ambiguousPost?: boolean;
}

/** What the whole server does, whichever connection is asked for. */
export interface ServerScript {
  /** Whether `POST /queues` is refused with the switch `noQueueStatus`. */
  readonly noQueue?: boolean;
  /** Duration of a queue read, from and to. Unit: s. */
  readonly queueReadS?: readonly [number, number];
  /** Polls refused with 429 (every `everyNth`, `polls` of them in all) and synchronize POSTs refused at first. */
  readonly rateLimit?: { readonly everyNth: number; readonly polls: number; readonly posts: number };
  /** Trouble on GET requests, with its probabilities. */
  readonly faultsOnGet?: FaultProbabilities;
  /** The clock stands still at this instant until the first sync is accepted. Unit: epoch seconds. */
  readonly clockHeldAt?: number;
}

/** A scenario: what the user has, what a sync does, and what a client must make of it. */
export interface ScenarioScript {
  readonly name: string;
  /** One sentence for people. */
  readonly summary: string;
  /** What a client that syncs everything must report in the end. */
  readonly expected: { readonly result: ExpectedResult; readonly exitCode: number };
  /** The connections the scenario brings, in order. */
  readonly connections: readonly ConnectionScript[];
  /** Further connections of the same user, numbered after everybody's `connections`. */
  readonly others?: readonly ConnectionScript[];
  readonly server?: ServerScript;
  /** Switches the scenario needs; those given at the start win. */
  readonly switches?: Readonly<Record<string, string>>;
}
