import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const SCRIPT = resolve('scripts/marbles-in-docblocks.mjs');
const DOCBLOCK = [
  '/**',
  ' * Keeps a.',
  ' *',
  ' * ```marble',
  ' * source   -a 2ms b-|  a remark',
  ' * keepA    -a-----|',
  ' * ```',
  ' */',
];
const LIB = [...DOCBLOCK, 'export function keepA<T>(): MonoTypeOperatorFunction<T> {'].join('\n');
const SPEC = [
  "it('keeps', marbles(({ hot }) => {",
  "  const source = hot(' -a 2ms b-|');",
  "  const expected = '   -a-----|';",
  '}));',
  "it('keeps more', marbles(({ hot }) => {",
  "  const other = '-x|';",
  '}));',
].join('\n');

describe('marbles-in-docblocks', () => {
  it('passes when the docblock shows the first marble of the spec', () => {
    expect(run({ 'lib/operators/keepA.ts': LIB, 'spec/operators/keepA-spec.ts': SPEC })).to.deep.equal({
      status: 0,
      said: '1 docblock marbles equal those of their specs',
    });
  });

  it('fails over a single character, and shows both', () => {
    const spec = SPEC.replace('-a-----|', '-a----|');
    const { status, said } = run({ 'lib/operators/keepA.ts': LIB, 'spec/operators/keepA-spec.ts': spec });
    expect(status).to.equal(1);
    expect(said).to.match(/^lib.operators.keepA\.ts: keepA is -a-----\| in the docblock and -a----\| in spec/);
  });

  it('fails when the spec does not declare a line', () => {
    const spec = SPEC.replace('source =', 'from =');
    const { status, said } = run({ 'lib/operators/keepA.ts': LIB, 'spec/operators/keepA-spec.ts': spec });
    expect([status, said.includes("declares no 'source'")]).to.deep.equal([1, true]);
  });

  it('fails when only a later test has it', () => {
    const spec = SPEC.replace("const expected = '   -a-----|';", '') + "\nconst expected = '-a-----|';";
    expect(run({ 'lib/operators/keepA.ts': LIB, 'spec/operators/keepA-spec.ts': spec }).status).to.equal(1);
  });

  it('fails when there is no spec, no marble test, or no marble for an operator', () => {
    const bare = LIB.replace('```marble', '```');
    expect(run({ 'lib/operators/keepA.ts': LIB }).said).to.include('has a marble and no spec');
    expect(run({ 'lib/operators/keepA.ts': LIB, 'spec/operators/keepA-spec.ts': '' }).said).to.include(
      'no marbles( test',
    );
    expect(run({ 'lib/operators/keepA.ts': bare }).said).to.include('has no ```marble block');
  });

  it('looks into the pipeline folder as well', () => {
    expect(run({ 'lib/sync/keepA.ts': LIB }).status).to.equal(1);
  });

  it('holds for this project', () => {
    const { status, said } = runIn('.');
    expect([status, said]).to.deep.equal([0, said]);
    expect(Number.parseInt(said, 10)).to.be.at.least(8);
  });
});

function run(files: Readonly<Record<string, string>>): { status: number | null; said: string } {
  const root = mkdtempSync(join(tmpdir(), 'marbles-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return runIn(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function runIn(root: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, '--root', root], { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.trim() };
}
