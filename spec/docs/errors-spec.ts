import { expect } from 'chai';
import { readFileSync } from 'node:fs';

const page = readFileSync('docs/errors.md', 'utf8');
const union = readFileSync('lib/errors/AggregationError.ts', 'utf8');
const NAMES = [...union.matchAll(/^ {2}\| (\w+)/gm)].map(([, name = '']) => name);
const HEADINGS = [...page.matchAll(/^## (\w+Error)$/gm)].map(([, name = '']) => name);

/** What the page says under one heading. */
function sectionOf(name: string): string {
  const [, section = ''] = new RegExp(`^## ${name}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(page) ?? [];
  return section;
}

describe('docs/errors.md', () => {
  it('has a heading for each error of the union, and for no other', () => {
    expect(NAMES).to.have.length.greaterThan(10);
    expect(HEADINGS).to.deep.equal(NAMES);
  });

  for (const name of NAMES) {
    it(`says of ${name} what it means, whether it may pass, who must act and what to do`, () => {
      const source = readFileSync(`lib/errors/${name}.ts`, 'utf8');
      const [, who] = /whoMustAct = '(\w+)'/.exec(source) ?? [];
      const section = sectionOf(name);
      for (const label of ['Meaning', 'Retryable', 'Who must act', 'What to do'])
        expect(section).to.contain(`**${label}**`);
      if (who !== undefined) expect(/\*\*Who must act\*\*: ([\w ,]+)/.exec(section)?.[1]).to.contain(who);
      expect(/\*\*Retryable\*\*: (yes|no)/.exec(section)?.[1]).to.equal(/Never retryable/.test(source) ? 'no' : 'yes');
    });
  }
});
