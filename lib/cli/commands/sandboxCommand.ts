import { NEVER, switchMap, type Observable, defer, tap } from 'rxjs';
import { ready } from '../../sandbox/index.js';
import type { Command } from '../Command.js';
import { EXIT } from '../EXIT.js';
import type { Host } from '../Host.js';
import { runningSandbox } from './runningSandbox.js';
import { type SandboxFlags, toSandboxOptions } from './toSandboxOptions.js';

/**
 * Runs the sandbox until a signal comes: `sandbox`.
 *
 * @param host the world around
 * @param flags what the user typed
 * @example
 * sandboxCommand(host, { speed: 100 }).run.subscribe();
 */
export function sandboxCommand(host: Host, flags: SandboxFlags): Command {
  const run: Observable<number> = defer(() => runningSandbox(toSandboxOptions(host.folder, flags))).pipe(
    tap((sandbox) => host.stdout.write(`${JSON.stringify(ready(sandbox))}\n`)),
    switchMap(() => NEVER),
  );
  return { run, onSignal: () => ({ exitCode: EXIT.ok }) };
}
