import { catchError, defer, firstValueFrom, map, of, race, switchMap, take, timer, type Observable } from 'rxjs';
import type { Command } from './Command.js';
import { EXIT } from './EXIT.js';
import { exitCodeOfStdout } from './exitCodeOfStdout.js';
import { exitCodeOfError } from './exitCodeOfError.js';
import type { Host } from './Host.js';
import { describeError } from './output/describeError.js';
import { parseArguments } from './parseArguments.js';
import { type Pipeline, pipelineOf } from './pipelineOf.js';

/**
 * Runs one command line to its exit code. Never rejects, and never ends the process by itself.
 *
 * Whichever comes first decides: the end of the work, a signal, or that nobody reads stdout any more (0, or what the
 * command says). The work is unsubscribed then.
 *
 * @param argv what the user typed after the program's name
 * @param host the world around
 * @example
 * process.exitCode = await runCli(process.argv.slice(2), processHost(process));
 */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  const parsed = parseArguments(argv, host);
  if (parsed.kind === 'ended') return parsed.exitCode;
  const ending = race(
    signalled(parsed.command, host),
    unread(parsed.command, host),
    worked(parsed.command, host, pipelineOf(argv)),
  );
  return firstValueFrom(ending, { defaultValue: EXIT.internal });
}

function worked(command: Command, host: Host, pipeline: Pipeline): Observable<number> {
  return defer(() => command.run).pipe(
    take(1),
    catchError((error: unknown) => {
      host.stderr.write(`millrace: ${describeError(error, pipeline)}\n`);
      return of(exitCodeOfError(error));
    }),
  );
}

function signalled(command: Command, host: Host): Observable<number> {
  return host.signals.pipe(
    switchMap((signal) => {
      const { exitCode, notice, withinMs } = command.onSignal(signal);
      if (notice !== undefined) host.stderr.write(`${notice}\n`);
      return withinMs === undefined ? of(exitCode) : timer(withinMs).pipe(map(() => exitCode));
    }),
  );
}

function unread(command: Command, host: Host): Observable<number> {
  return host.stdoutEnded.pipe(map((end) => command.onStdoutEnd?.(end) ?? exitCodeOfStdout(end)));
}
