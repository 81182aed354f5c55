import type { Observable } from 'rxjs';

/** Where text goes. */
export interface Output {
  readonly isTty: boolean;
  /** Width of the terminal. Unit: characters */
  readonly columns: number;
  write(text: string): void;
  /** Resolves when the system has taken the text, rejects when it refused. */
  deliver(text: string): Promise<void>;
}

/** A wish of the operating system that the program ends. */
export type Signal = 'SIGINT' | 'SIGTERM';

/** Why nothing more can be written to stdout: nobody reads it any more, or it is broken (a full disk). */
export type StdoutEnd = 'unread' | 'broken';

/** The world around one run of the command line: everything that `process` gives, and nothing else of it. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder in which `millrace.config.json` is looked for. */
  readonly folder: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Emits the first signal; the next one ends the process at once. */
  readonly signals: Observable<Signal>;
  /** Emits when nothing more can be written to stdout. */
  readonly stdoutEnded: Observable<StdoutEnd>;
}
