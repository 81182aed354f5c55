import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { parseArguments } from '../../lib/cli/parseArguments.js';
import { fakeHost } from '../support/fakeHost.js';
import { pageOf } from '../support/markdown.js';

const PAGES = ['README.md', ...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? `docs/${file}` : []))];

/** What follows `millrace` on a line of a shell, or in code within a sentence, up to a pipe, a redirection or a comment. */
const commandsIn = (page: string): readonly string[] =>
  [...page.matchAll(/(?:npx |node_modules\/\.bin\/)millrace ([^\n`>|&#(;]+)/g)].map(([, command = '']) =>
    command.trim(),
  );

describe('commands that the documentation shows', () => {
  const shown = PAGES.flatMap((file) => commandsIn(pageOf(file)).map((command) => ({ file, command })));

  it('are found', () => {
    expect(shown).to.have.length.above(20);
  });

  for (const { file, command } of shown) {
    it(`mean something: ${file}: ${command}`, () => {
      const host = fakeHost();
      const parsed = parseArguments(command.split(/\s+/), host);
      expect(host.stderr.text()).to.equal('');
      if (parsed.kind === 'ended') expect(parsed.exitCode).to.equal(0);
    });
  }
});
