import { asyncScheduler, type ObservableInput, type SchedulerLike } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import { requireRange } from '../../operators/requireRange.js';
import type { SocketRequest } from '../../ports/SocketPort.js';
import type { Telemetry } from '../../ports/Telemetry.js';
import type { BridgeSession } from './BridgeSession.js';

/** A client that asks for a socket, with the ticket it brought. */
export interface BridgeRequest extends SocketRequest {
  /** From the subprotocol `ticket.…`, or from `Authorization: Ticket …`; worth nothing until it was redeemed. */
  readonly ticket: string | undefined;
}

/** Options of `serveBridge`. */
export interface BridgeOptions {
  /** Finds out who asks, before the socket is opened: emits the session, or nothing to refuse. */
  readonly authorize: (request: BridgeRequest) => ObservableInput<BridgeSession | undefined>;
  /** Decides who may hear which topic; asked at every subscribe and resume. */
  readonly authorizeTopic: (session: BridgeSession, topic: string) => ObservableInput<boolean> | boolean;
  /** Origins of pages that may connect, to the letter, such as `https://app.example`. */
  readonly origins: readonly string[];
  /** What may wait in one socket, the next frame included. Unit: bytes, ≥ 1_024. @defaultValue `1_048_576` */
  readonly highWaterBytes?: number;
  /** Longest message of a client. Unit: bytes, 256 to 1_048_576. @defaultValue `65_536` */
  readonly maxMessageBytes?: number;
  /** Messages of one client. Unit: messages/s, ≥ 1. @defaultValue `50` */
  readonly maxMessagesPerSecond?: number;
  /** Topics of one socket, and messages of it that may come at once or wait for `authorizeTopic`. Unit: topics, ≥ 1. @defaultValue `256` */
  readonly maxTopics?: number;
  /** Sockets of one address. Unit: sockets, ≥ 1. @defaultValue `100` */
  readonly maxPerAddress?: number;
  /** Sockets of one user. Unit: sockets, ≥ 1. @defaultValue `20` */
  readonly maxPerUser?: number;
  /** Sockets altogether. Unit: sockets, ≥ 1. @defaultValue `10_000` */
  readonly maxSockets?: number;
  /** Time for `authorize`, and for `authorizeTopic`. Unit: ms, ≥ 1. @defaultValue `5_000` */
  readonly authorizeWithinMs?: number;
  /** Pause between two signs of life; after two without an answer the client is gone. Unit: ms, ≥ 100. @defaultValue `25_000` */
  readonly pingEveryMs?: number;
  /** Over how long clients spread their return after a restart. Unit: ms, ≥ 0. @defaultValue `5_000` */
  readonly returnWithinMs?: number;
  /** Clock of everything here. @defaultValue `asyncScheduler` */
  readonly scheduler?: SchedulerLike;
  /** Where counts go. @defaultValue nowhere */
  readonly telemetry?: Telemetry;
}

type Limits = Required<Omit<BridgeOptions, 'authorize' | 'authorizeTopic' | 'origins' | 'telemetry'>>;

/** The options with every gap filled. */
export type BridgeSettings = Limits & Pick<BridgeOptions, 'authorize' | 'authorizeTopic' | 'origins' | 'telemetry'>;

/** What `serveBridge` does unless told otherwise; see docs/tuning.md for the reasons. */
export const BRIDGE_DEFAULTS = {
  highWaterBytes: 1_048_576,
  maxMessageBytes: 65_536,
  maxMessagesPerSecond: 50,
  maxTopics: 256,
  maxPerAddress: 100,
  maxPerUser: 20,
  maxSockets: 10_000,
  authorizeWithinMs: 5_000,
  pingEveryMs: 25_000,
  returnWithinMs: 5_000,
  scheduler: asyncScheduler,
} as const satisfies Partial<BridgeOptions>;

const RANGES = {
  highWaterBytes: { min: 1_024, unit: 'bytes' },
  maxMessageBytes: { min: 256, max: 1_048_576, unit: 'bytes' },
  maxMessagesPerSecond: { min: 1, unit: 'messages/s' },
  maxTopics: { min: 1, unit: 'topics' },
  maxPerAddress: { min: 1, unit: 'sockets' },
  maxPerUser: { min: 1, unit: 'sockets' },
  maxSockets: { min: 1, unit: 'sockets' },
  authorizeWithinMs: { min: 1, unit: 'ms' },
  pingEveryMs: { min: 100, unit: 'ms' },
  returnWithinMs: { min: 0, unit: 'ms' },
} as const;

const NUMBERS = [
  'highWaterBytes',
  'maxMessageBytes',
  'maxMessagesPerSecond',
  'maxTopics',
  'maxPerAddress',
  'maxPerUser',
  'maxSockets',
  'authorizeWithinMs',
  'pingEveryMs',
  'returnWithinMs',
] as const;

/**
 * Fills the gaps (an explicit `undefined` is a gap) and refuses nonsense at the call.
 *
 * Errors: throws InvalidOptionError.
 *
 * @param given the options as the caller wrote them
 * @example
 * resolveBridgeOptions({ authorize, authorizeTopic, origins: ['https://app.example'] }).pingEveryMs; // 25000
 */
export function resolveBridgeOptions(given: BridgeOptions): BridgeSettings {
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { authorize, authorizeTopic, origins } = given;
  const settings: BridgeSettings = { ...BRIDGE_DEFAULTS, authorize, authorizeTopic, origins, ...stated };
  for (const name of NUMBERS) requireRange(name, settings[name], RANGES[name]);
  for (const origin of origins) if (!isOrigin(origin)) throw new InvalidOptionError('origins', origin, 'https://HOST');
  return settings;
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}
