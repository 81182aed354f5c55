import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../..', import.meta.url));

/** The command line as the specs have compiled it. */
export const CLI_MAIN = path.join(BUILD, 'lib/cli/main.js');
/** The command line as it is published. */
export const CLI_BUNDLE = path.join(BUILD, '../dist/cli/millrace.mjs');

const RECORDER = path.join(BUILD, 'spec/support/recordConnections.cjs');
const TERMINAL = path.join(BUILD, 'spec/support/fakeTerminal.cjs');

export interface RunOptions {
  /** Variables on top of those that every program has; `MILLRACE_*` of the outside are never passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly program?: string;
  /** Its pipes pass for a terminal. */
  readonly isTty?: boolean;
  /** The program must have ended by itself by then. Unit: ms */
  readonly limitMs?: number;
  /** Told of the program and of each piece of its stdout. */
  readonly onStdout?: (child: ChildProcess, soFar: string) => void;
  readonly onStart?: (child: ChildProcess) => void;
}

export interface Finished {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** `host:port` of every socket it opened. */
  readonly connections: readonly string[];
}

/** Runs the command line as a program of its own, until it ends by itself. */
export async function runMillrace(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { env = {}, program = CLI_MAIN, limitMs = 15_000, onStdout, onStart } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'millrace-cli-'));
  const record = path.join(folder, 'connections');
  const preloads = options.isTty === true ? [RECORDER, TERMINAL] : [RECORDER];
  const before = preloads.flatMap((file) => ['--require', file]);
  const child = spawn(process.execPath, [...before, program, ...args], {
    cwd: options.cwd ?? folder,
    env: { ...bareEnvironment(), ...env, RECORD_CONNECTIONS_IN: record },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onStdout?.(child, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  onStart?.(child);
  const late = { is: false };
  const limit = setTimeout(() => {
    late.is = true;
    child.kill('SIGKILL');
  }, limitMs);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    if (late.is) throw new Error(`millrace ${args.join(' ')} did not end within ${String(limitMs)} ms: ${stderr}`);
    const connections = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
    return { code: code ?? undefined, stdout, stderr, connections };
  } finally {
    clearTimeout(limit);
    rmSync(folder, { recursive: true, force: true });
  }
}

function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('MILLRACE_') && name !== 'FORCE_COLOR'),
  );
}
