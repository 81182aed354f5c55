import { expect } from 'chai';
import { runScript } from '../support/runScript.js';
import { withTemporaryTree } from '../support/temporaryTree.js';

const links = (files: Readonly<Record<string, string>>) =>
  withTemporaryTree(files, (root) => runScript('links', '--root', root));

describe('links', () => {
  it('follows links to files and headings', () => {
    const { code, output } = links({
      'README.md': '[guide](docs/guide.md#first-step-the-queue) and [web](https://example.org/none)\n',
      'docs/guide.md': '## First step: `the queue`\n\n[back](../README.md)\n',
    });
    expect(output).to.include('0 broken');
    expect(code).to.equal(0);
  });

  it('names a page that is not there', () => {
    const { code, output } = links({ 'README.md': '[guide](docs/guide.md)\n' });
    expect(output).to.include('README.md: docs/guide.md: no such file');
    expect(code).to.equal(1);
  });

  it('names a heading that is not there', () => {
    const { code, output } = links({ 'README.md': '# Here\n\n[there](#there)\n' });
    expect(output).to.include('README.md: #there: no such heading');
    expect(code).to.equal(1);
  });

  it('leaves code alone', () => {
    const { code } = links({ 'README.md': '```md\n[guide](nowhere.md)\n```\n\n`[x](nowhere.md)`\n' });
    expect(code).to.equal(0);
  });
});
