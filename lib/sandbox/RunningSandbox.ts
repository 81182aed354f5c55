import type { LogEntry } from './core/OxlinState.js';
import type { SandboxTruth } from './core/sandboxTruth.js';

/** A sandbox that listens on loopback. */
export interface RunningSandbox {
  /** Base URL of the API, version prefix included. */
  readonly baseUrl: string;
  /** Base URL of the authorization server. */
  readonly authUrl: string;
  /** Exactly the variables a client needs, poll settings divided by the speed. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Jumps the sandbox's clock forward.
   *
   * @param ms how far, ≥ 0
   */
  advance(ms: number): void;
  /** Every request so far, oldest first. */
  log(): readonly LogEntry[];
  /** What really happened so far. */
  truth(): SandboxTruth;
  /** Stops listening and destroys every connection; answers on their way are dropped. */
  close(): Promise<void>;
}
