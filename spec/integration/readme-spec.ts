import { expect } from 'chai';
import { EXIT } from '../../lib/cli/EXIT.js';
import { SETTINGS } from '../../lib/cli/settings/SETTINGS.js';
import { codeBlocksOf, pageOf } from '../support/markdown.js';
import { runProgram } from '../support/runProgram.js';

const README = pageOf('README.md');

const blockOf = (language: string): string => {
  const block = codeBlocksOf(README).find(({ info }) => info === language);
  if (block === undefined) throw new Error(`README.md has no ${language} block`);
  return block.code;
};

describe('README.md', () => {
  it('prints a program of 15 lines that does what it says', async function () {
    this.timeout(60_000);
    const program = blockOf('js');
    expect(program.split('\n').filter((line) => line !== '').length).to.be.at.most(15);
    const { code, output } = await runProgram(program);
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
    for (const { variable, section, key } of Object.values(SETTINGS)) {
      expect(README).to.include(`| \`${variable}\` | \`${section}.${key}\` |`);
    }
  });
});
