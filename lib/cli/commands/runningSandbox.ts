import { catchError, type Observable, throwError } from 'rxjs';
import { type RunningSandbox, SandboxOptionError, type SandboxOptions, startSandbox } from '../../sandbox/index.js';
import { opened } from '../opened.js';
import { UsageError } from '../UsageError.js';

/**
 * Runs a sandbox for as long as somebody is subscribed.
 *
 * ```marble
 * sandbox  --r-----
 * ```
 *
 * Errors: UsageError for an option that means nothing; what Node says when a port is taken.
 *
 * @param options how to start it
 * @example
 * runningSandbox({ speed: 100 }).subscribe(({ baseUrl }) => console.log(baseUrl));
 */
export function runningSandbox(options: SandboxOptions): Observable<RunningSandbox> {
  return opened(
    () => startSandbox(options),
    (sandbox) => sandbox.close(),
  ).pipe(catchError((error: unknown) => throwError(() => toUsageError(error, options))));
}

function toUsageError(error: unknown, { port = 0 }: SandboxOptions): unknown {
  if (error instanceof SandboxOptionError) return new UsageError(error.message, { cause: error });
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  const ports = `port ${String(port)} (or ${String(port + 1)}, for the authorization server)`;
  return new UsageError(`${ports} is in use; try --port 0`, { cause: error });
}
