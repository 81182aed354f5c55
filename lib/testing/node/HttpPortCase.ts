import type { HttpPort, HttpPortSupports } from '../../ports/HttpPort.js';
import type { Answer, SuiteServer } from './suiteServer.js';

/** What a port under test is made from; the partial deadlines are only given when `supports` claims them. */
export interface HttpPortFactoryOptions {
  readonly origins: readonly string[];
  /** Unit: ms */
  readonly connectDeadlineMs?: number;
  /** Unit: ms */
  readonly headersDeadlineMs?: number;
  /** Unit: ms */
  readonly bodyDeadlineMs?: number;
}

/** Makes a fresh port for one case. */
export type CreateHttpPort = (options: HttpPortFactoryOptions) => HttpPort;

/** What a case works with. */
export interface HttpPortBench {
  readonly create: CreateHttpPort;
  /** Runs a server for as long as the case needs it. */
  readonly serve: (answer: Answer, use: (server: SuiteServer) => Promise<void>) => Promise<void>;
}

/** One promise of `HttpPort`, as a test. */
export interface HttpPortCase {
  /** Verb phrase whose subject is the port. */
  readonly title: string;
  /** What the port must claim for this case to apply. */
  readonly needs?: keyof HttpPortSupports;
  readonly run: (bench: HttpPortBench) => Promise<void>;
}
