import { fromEvent, ignoreElements, map, merge, Observable, take } from 'rxjs';
import type { Host, Output, Signal, StdoutEnd } from './Host.js';

const DEFAULT_COLUMNS = 80;

/** A stream of a process that takes text; what a pipe or a file lacks is absent, whatever Node's types say. */
export interface TextStream extends NodeJS.EventEmitter {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string, taken?: (error?: Error | null) => void): boolean;
}

/** What is taken of a process. */
export interface HostProcess extends NodeJS.EventEmitter {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  cwd(): string;
}

/**
 * Takes the world from a Node process.
 *
 * @param from the process
 * @example
 * await runCli(process.argv.slice(2), processHost(process));
 */
export function processHost(from: HostProcess): Host {
  return {
    env: from.env,
    folder: from.cwd(),
    stdout: outputOf(from.stdout, from.env),
    stderr: outputOf(from.stderr, from.env),
    signals: merge(signal(from, 'SIGINT'), signal(from, 'SIGTERM')).pipe(take(1)),
    stdoutEnded: merge(closed(from.stdout), ignored(from.stderr)).pipe(take(1)),
  };
}

function outputOf(stream: TextStream, env: HostProcess['env']): Output {
  const { columns = 0 } = stream;
  return {
    // Of no width in some containers, where nothing can be drawn.
    isTty: stream.isTTY === true && columns > 0 && env['TERM'] !== 'dumb',
    columns: columns > 0 ? columns : DEFAULT_COLUMNS,
    write: (text) => void stream.write(text),
    deliver: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          if (error === undefined || error === null) resolve();
          else reject(error);
        });
      }),
  };
}

/**
 * Whoever hides the cursor listens as well, to show it again, and kills the process when it finds itself alone: so this
 * listener stays until everybody has been told.
 */
function signal(from: HostProcess, name: Signal): Observable<Signal> {
  return new Observable((subscriber) => {
    const tell = (): void => {
      subscriber.next(name);
    };
    from.on(name, tell);
    return () => setImmediate(() => from.off(name, tell));
  });
}

function closed(stdout: TextStream): Observable<StdoutEnd> {
  return fromEvent(stdout, 'error').pipe(map((error) => (isBrokenPipe(error) ? 'unread' : 'broken')));
}

/** Without a listener, an error of stderr would end the process while its data still flows. */
function ignored(stderr: TextStream): Observable<never> {
  return fromEvent(stderr, 'error').pipe(ignoreElements());
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
