import { asyncScheduler, type Observable, type ObservableInput, type SchedulerLike } from 'rxjs';
import type { ClientSocketPort } from '../../ports/ClientSocketPort.js';
import type { Entropy } from '../../ports/Entropy.js';
import type { BridgeMessage } from './BridgeMessage.js';
import type { BridgeStatus } from './BridgeStatus.js';
import { ClientConnection } from './ClientConnection.js';
import type { DecodeData } from './FoldedState.js';
import { keepSocket } from './keepSocket.js';
import { Liveness } from './Liveness.js';
import { platformSignals } from './platformSignals.js';
import { webSocketClient } from './webSocketClient.js';

/** Options of `connectBridge`. */
export interface BridgeClientOptions {
  /** Fetches what opens one socket; called before each. @defaultValue no ticket: a cookie says who it is */
  readonly ticket?: () => ObservableInput<string>;
  /** Makes of the data of a topic what the application calls it; what it throws ends the topic. @defaultValue takes it as it is */
  readonly decode?: DecodeData;
  /** What opens sockets; the next is tried when one fails twice in a row. @defaultValue the platform's WebSocket */
  readonly sockets?: readonly ClientSocketPort[];
  /** When to look at once: the tab is seen again, the network is back. @defaultValue those of the browser, if it is one */
  readonly wakeUps?: Observable<unknown>;
  /** When not to believe the socket: the network is gone. @defaultValue that of the browser, if it is one */
  readonly outages?: Observable<unknown>;
  /** Clock of pauses and of signs of life. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Jitter of the pauses. @defaultValue `Math.random` */
  readonly entropy?: Entropy;
}

/** A bridge as a page sees it: topics over one socket. */
export interface BridgeClient {
  /** What happens to a topic from now on; a reset is told, never hidden. Errors with BridgeRefusedError. */
  topic<T>(name: string): Observable<BridgeMessage<T>>;
  /** The state of a topic: its last value, or an object of the last value of each key. Errors with BridgeRefusedError. */
  state<T>(name: string): Observable<T>;
  /** How far all of it can be trusted; the current one first. */
  // eslint-disable-next-line rxjs-x/no-finnish -- a name that applications were promised
  readonly status$: Observable<BridgeStatus>;
}

/**
 * Connects to a bridge and stays connected for as long as anybody listens.
 *
 * ```marble
 * first   -os-e--(x|)
 * second             -or-f--
 * state   --s-e----------f--
 * status  crl----t----rl----  connecting, resuming, live, stale
 * ```
 *
 * The first subscription opens the socket, the last one that ends closes it. A socket that is lost is opened again with full
 * jitter, and every topic goes on where it was; when the server cannot tell what was missed, a `reset` and a snapshot
 * follow. Memory: O(topics, and their states). Throws InvalidOptionError where there is no WebSocket.
 *
 * @param url such as `wss://app.example/live`; never with a token in it
 * @param options ticket, decoding, clock
 * @example
 * const bridge = connectBridge('wss://app.example/live', { ticket: () => fetchTicket() });
 * bridge.state<Record<string, SyncProgress>>('syncs/u1').subscribe(render);
 * bridge.status$.subscribe(({ kind }) => { badge.textContent = kind; });
 */
export function connectBridge(url: string, options: BridgeClientOptions = {}): BridgeClient {
  const signals = platformSignals();
  const {
    sockets = [webSocketClient()],
    decode = asItIs,
    wakeUps = signals.wakeUps,
    outages = signals.outages,
    scheduler = asyncScheduler,
    entropy = MATH_ENTROPY,
  } = options;
  const liveness = new Liveness();
  const source = { url, ticket: options.ticket, sockets, wakeUps, outages, scheduler, entropy };
  const connection = new ClientConnection({ news: keepSocket(source, liveness), liveness, decode, scheduler });
  return {
    topic: (name) => connection.messagesOf(name),
    state: (name) => connection.statesOf(name),
    // eslint-disable-next-line rxjs-x/no-finnish -- as its declaration
    status$: connection.status,
  };
}

// eslint-disable-next-line no-restricted-syntax -- the default of the injected Entropy has to come from somewhere
const MATH_ENTROPY: Entropy = { random: () => Math.random() };

function asItIs(_topic: string, data: unknown): unknown {
  return data;
}
