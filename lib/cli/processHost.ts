import type { WriteStream } from 'node:tty';
import { fromEvent, ignoreElements, map, merge, type Observable, take } from 'rxjs';
import type { Host, Output, Signal, StdoutEnd } from './Host.js';

const DEFAULT_COLUMNS = 80;

/**
 * Takes the world from a Node process.
 *
 * @param from the process
 * @example
 * await runCli(process.argv.slice(2), processHost(process));
 */
export function processHost(from: NodeJS.Process): Host {
  return {
    env: from.env,
    folder: from.cwd(),
    stdout: outputOf(from.stdout, from.env),
    stderr: outputOf(from.stderr, from.env),
    signals: merge(signal(from, 'SIGINT'), signal(from, 'SIGTERM')).pipe(take(1)),
    stdoutEnded: merge(closed(from.stdout), ignored(from.stderr)).pipe(take(1)),
  };
}

function outputOf(stream: WriteStream, env: NodeJS.ProcessEnv): Output {
  return {
    // Absent, whatever its type says, when the stream is a pipe or a file; of no width in some containers.
    isTty: Boolean(stream.isTTY) && stream.columns > 0 && env['TERM'] !== 'dumb',
    columns: stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS,
    write: (text) => void stream.write(text),
  };
}

function signal(from: NodeJS.Process, name: Signal): Observable<Signal> {
  return fromEvent(from, name).pipe(map(() => name));
}

function closed(stdout: WriteStream): Observable<StdoutEnd> {
  return fromEvent(stdout, 'error').pipe(map((error) => (isBrokenPipe(error) ? 'unread' : 'broken')));
}

/** Without a listener, an error of stderr would end the process while its data still flows. */
function ignored(stderr: WriteStream): Observable<never> {
  return fromEvent(stderr, 'error').pipe(ignoreElements());
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}
