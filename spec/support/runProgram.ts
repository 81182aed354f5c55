import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMP = fileURLToPath(new URL('../../../temp', import.meta.url));

/** What a program printed, on both streams, and how it ended. */
export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program inside the package, so that it finds `millrace` as an installed one would. */
export async function runProgram(program: string): Promise<ProgramResult> {
  mkdirSync(TEMP, { recursive: true });
  const folder = mkdtempSync(path.join(TEMP, 'program-'));
  try {
    const file = path.join(folder, 'program.mjs');
    writeFileSync(file, program);
    // Node's built-in SQLite calls itself experimental on stderr, which is not what the program says.
    const flags = ['--disable-warning=ExperimentalWarning'];
    const child = spawn(process.execPath, [...flags, file], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 });
    const pieces: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    return { code, output: pieces.join('') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
