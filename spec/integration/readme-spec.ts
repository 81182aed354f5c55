import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../../lib/cli/EXIT.js';
import { SETTINGS } from '../../lib/cli/settings/SETTINGS.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');

const blockOf = (language: string): string => {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(README)?.[1];
  if (block === undefined) throw new Error(`README.md has no ${language} block`);
  return block;
};

/** Runs a program inside the package, so that it finds `millrace` as an installed one would. */
async function run(program: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const temp = path.join(ROOT, 'temp');
  mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(path.join(temp, 'readme-'));
  try {
    const file = path.join(folder, 'first-sync.mjs');
    writeFileSync(file, program);
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 });
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

describe('README.md', () => {
  it('prints a program of 15 lines that does what it says', async function () {
    this.timeout(60_000);
    const program = blockOf('js');
    expect(program.split('\n').filter((line) => line !== '').length).to.be.at.most(15);
    const { code, output } = await run(program);
    expect(output.trimEnd().split('\n').sort()).to.deep.equal(blockOf('text').trimEnd().split('\n').sort());
    expect(code).to.equal(0);
  });

  it('names every exit code', () => {
    const [, table = ''] = /\| code \| means \|\n([\s\S]*?)\n\n/.exec(README) ?? [];
    const codes = table
      .split('\n')
      .slice(1)
      .flatMap((row) => (row.split('|')[1] ?? '').split(',').map((code) => Number(code)));
    expect(codes).to.deep.equal(Object.values(EXIT).sort((a, b) => a - b));
  });

  it('names every variable, with its key in the file', () => {
    for (const [name, { variable, section }] of Object.entries(SETTINGS)) {
      expect(README).to.include(`| \`${variable}\` | \`${section}.${name}\` |`);
    }
  });
});
