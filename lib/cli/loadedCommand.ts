import { defer, type Observable, switchMap } from 'rxjs';
import type { Command } from './Command.js';
import { endedBy } from './endedBy.js';
import { exitCodeOfStdout } from './exitCodeOfStdout.js';

/**
 * Makes a command whose code is loaded when it runs, so that no command waits for the code of another.
 *
 * A signal that comes before the code is there ends the command at once, as nothing has begun.
 *
 * @param load loads the code
 * @example
 * choose(loadedCommand(async () => (await import('./demoCommand.js')).demoCommand(host)));
 */
export function loadedCommand(load: () => Promise<Command>): Command {
  let loaded: Command | undefined;
  const run = defer(load).pipe(
    switchMap((command): Observable<number> => {
      loaded = command;
      return command.run;
    }),
  );
  return {
    run,
    onSignal: (signal) => loaded?.onSignal(signal) ?? endedBy(signal),
    onStdoutEnd: (end) => loaded?.onStdoutEnd?.(end) ?? exitCodeOfStdout(end),
  };
}
