import { expect } from 'chai';
import { Command as Program } from 'commander';
import { addCommonOptions } from '../../../lib/cli/commands/addCommonOptions.js';

describe('addCommonOptions', () => {
  it('adds what every command takes, and no secret', () => {
    const { options } = addCommonOptions(new Program('x'));
    expect(options.map(({ long }) => long)).to.deep.equal([
      '--json',
      '--show-pii',
      '--config',
      '--base-url',
      '--auth-url',
      '--client-id',
      '--user-id',
      '--queue-id',
      '--verbose',
    ]);
  });
});
