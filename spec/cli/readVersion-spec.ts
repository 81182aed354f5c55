import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { readVersion } from '../../lib/cli/readVersion.js';

describe('readVersion', () => {
  it('finds the version of the package', () => {
    const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
    expect(readVersion()).to.equal((JSON.parse(text) as { readonly version: string }).version);
  });
});
