import { expect } from 'chai';
import { codeBlocksOf, pageOf } from '../support/markdown.js';
import { runProgram } from '../support/runProgram.js';

const BLOCKS = codeBlocksOf(pageOf('docs/notifications.md'));

describe('docs/notifications.md', () => {
  it('prints a program that says what the page says', async function () {
    this.timeout(60_000);
    const index = BLOCKS.findIndex(({ info }) => info === 'js');
    const said = BLOCKS[index + 1];
    expect(said?.info).to.equal('text');
    expect(await runProgram(BLOCKS[index]?.code ?? '')).to.deep.equal({ code: 0, output: said?.code });
  });
});
