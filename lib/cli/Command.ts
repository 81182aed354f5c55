import type { Observable } from 'rxjs';
import type { Signal, StdoutEnd } from './Host.js';

/** What one command does. */
export interface Command {
  /** Cold; does the work and emits the exit code, once. Unsubscribing frees everything. */
  readonly run: Observable<number>;
  /** How the command ends when a signal came first. */
  onSignal(signal: Signal): Ending;
  /** The exit code when nothing more can be written to stdout. @defaultValue that of `exitCodeOfStdout` */
  readonly onStdoutEnd?: (end: StdoutEnd) => number;
}

/** An end that the work itself did not choose. */
export interface Ending {
  readonly exitCode: number;
  /** One sentence for stderr. */
  readonly notice?: string;
  /** Time in which the work may still end by itself, with an exit code of its own. Unit: ms. @defaultValue none */
  readonly withinMs?: number;
}

/** Takes the command that the user chose. */
export type Choose = (command: Command) => void;
