import { expect } from 'chai';
import { Command } from 'commander';
import { addYodleeOptions } from '../../../lib/cli/commands/addYodleeOptions.js';

describe('addYodleeOptions', () => {
  it('takes no secret', () => {
    const names = addYodleeOptions(new Command()).options.map(({ long }) => long);
    expect(names).to.deep.equal(['--json', '--show-pii', '--config', '--base-url', '--client-id', '--verbose']);
  });
});
