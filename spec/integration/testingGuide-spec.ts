import { expect } from 'chai';
import { codeBlocksOf, pageOf } from '../support/markdown.js';
import { runProgram } from '../support/runProgram.js';

const BLOCKS = codeBlocksOf(pageOf('docs/testing.md'));

describe('docs/testing.md', () => {
  it('begins with a whole program', () => {
    expect(BLOCKS[0]?.info).to.equal('js');
    expect(BLOCKS.filter(({ info }) => info === 'js')).to.have.length(2);
  });

  for (const [index, { info, code, line }] of BLOCKS.entries()) {
    if (info !== 'js') continue;
    it(`prints a program in line ${String(line)} that says what the page says`, async function () {
      this.timeout(60_000);
      const said = BLOCKS[index + 1];
      expect(said?.info).to.equal('text');
      expect(await runProgram(code)).to.deep.equal({ code: 0, output: said?.code });
    });
  }
});
