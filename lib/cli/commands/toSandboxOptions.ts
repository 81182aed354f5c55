import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  parseScenarioScript,
  type SandboxOptions,
  SandboxOptionError,
  type ScenarioScript,
} from '../../sandbox/index.js';
import { UsageError } from '../UsageError.js';

/** Flags of `sandbox`. */
export interface SandboxFlags {
  readonly port?: number;
  readonly seed?: number;
  readonly speed?: number;
  readonly users?: number;
  readonly changesPerS?: number;
  /** Each is a list of names, or a file. */
  readonly scenario?: readonly string[];
  /** Each is `NAME=VALUE`. */
  readonly switch?: readonly string[];
}

/**
 * Makes options of what the user typed, scenario files read.
 *
 * Errors: throws UsageError.
 *
 * @param folder where files are looked for
 * @param flags what the user typed
 * @example
 * toSandboxOptions('.', { scenario: ['partial,challenge'] }).scenarios; // ['partial', 'challenge']
 */
export function toSandboxOptions(folder: string, flags: SandboxFlags): SandboxOptions {
  const { port, seed, speed, users, changesPerS } = flags;
  const scenarios = (flags.scenario ?? []).flatMap((given): readonly (string | ScenarioScript)[] =>
    given.endsWith('.json') ? [readScenario(folder, given)] : given.split(',').map((name) => name.trim()),
  );
  return {
    ...(port !== undefined && { port }),
    ...(seed !== undefined && { seed }),
    ...(speed !== undefined && { speed }),
    ...(users !== undefined && { users }),
    ...(changesPerS !== undefined && { changesPerS }),
    ...(scenarios.length > 0 && { scenarios }),
    switches: Object.fromEntries((flags.switch ?? []).map(readSwitch)),
  };
}

function readScenario(folder: string, file: string): ScenarioScript {
  try {
    return parseScenarioScript(JSON.parse(readFileSync(path.resolve(folder, file), 'utf8')));
  } catch (error) {
    if (error instanceof SandboxOptionError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'something else';
    throw new UsageError(`--scenario ${file}: expected a JSON file, got ${reason}`, { cause: error });
  }
}

function readSwitch(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--switch: expected NAME=VALUE, got ${JSON.stringify(given)}`);
  return [given.slice(0, at), given.slice(at + 1)];
}
