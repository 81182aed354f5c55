import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { pageOf } from '../support/markdown.js';

interface Proof {
  readonly file: string;
  readonly title: string;
}

const PROMISES = pageOf('docs/promises.md')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    name: /^G\d+/.exec(text)?.[0],
    proofs: [...text.matchAll(/^- `(spec\/[\w./-]+)`: (.+)$/gm)].map(([, file = '', title = '']): Proof => ({
      file,
      title,
    })),
  }));

function titlesIn(file: string): readonly string[] {
  const calls = readFileSync(file, 'utf8').matchAll(/\bit\(\s*(['"])((?:\\.|(?!\1).)*)\1/g);
  return [...calls].map(([, , title = '']) => title.replace(/\\(.)/g, '$1'));
}

describe('docs/promises.md', () => {
  it('covers the promises that both pipelines make', () => {
    const names = PROMISES.map(({ name }) => name).filter((name) => name !== undefined);
    expect(names).to.deep.equal(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19].map((n) => `G${String(n)}`),
    );
  });

  for (const { name, proofs } of PROMISES) {
    if (name === undefined) continue;
    it(`${name}: names only tests that there are`, () => {
      expect(proofs).to.not.be.empty;
      expect(proofs.filter(({ file, title }) => !titlesIn(file).includes(title))).to.deep.equal([]);
    });
  }
});
