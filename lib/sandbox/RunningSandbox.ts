import type { LogEntry } from './core/OxlinState.js';
import type { SandboxTruth } from './core/sandboxTruth.js';
import type { TrueBook } from './core/yodlee/truth/trueBook.js';
import type { YodleeTruth } from './core/yodlee/truth/yodleeTruth.js';

/** A sandbox that listens on loopback. */
export interface RunningSandbox {
  /** Base URL of the API, version prefix included. */
  readonly baseUrl: string;
  /** Base URL of the authorization server. */
  readonly authUrl: string;
  /** Base URL of the notification service. */
  readonly yodleeBaseUrl: string;
  /** Exactly the variables a client needs, poll settings divided by the speed. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Jumps the sandbox's clock forward.
   *
   * @param ms how far, ≥ 0
   */
  advance(ms: number): void;
  /** Every request to the API and the authorization server so far, oldest first. */
  log(): readonly LogEntry[];
  /** What really happened so far. */
  truth(): SandboxTruth;
  /** What the notification service really did and holds. */
  readonly yodlee: {
    truth(): YodleeTruth;
    /** The book of a user, which a client's must equal in the end; undefined when there is no such user. */
    book(loginName: string): TrueBook | undefined;
    /** Every request to it so far, oldest first. */
    log(): readonly LogEntry[];
  };
  /** Stops listening and destroys every connection; answers on their way are dropped. */
  close(): Promise<void>;
}
