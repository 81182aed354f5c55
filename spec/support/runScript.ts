import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What a script of `scripts/` printed, and how it ended. */
export interface ScriptResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script of `scripts/` to its end. */
export function runScript(name: string, ...args: readonly string[]): ScriptResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join('scripts', `${name}.mjs`), ...args], {
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}
