import { expect } from 'chai';
import { parseArguments } from '../../../lib/cli/parseArguments.js';
import { fakeHost } from '../../support/fakeHost.js';

// Told through the whole command line, of which it is a part.
describe('addStoreCommands', () => {
  const parsed = (...argv: readonly string[]) => {
    const host = fakeHost();
    return { ...parseArguments(argv, host), errors: host.stderr.text() };
  };
  const inbox = ['--inbox', 'sqlite:a.db'];

  it('takes every command on a file', () => {
    for (const argv of [
      ['inbox', 'stats'],
      ['inbox', 'list', '--state', 'dead,parked', '--user-id', 'ann', '--limit', '3'],
      ['inbox', 'retry', '--yes'],
      ['inbox', 'erase', 'ann'],
      ['inbox', 'export'],
      ['book', 'accounts', '--user-id', 'ann'],
      ['book', 'transactions', '--account', '1', '--json'],
      ['backfill', 'ann', 'bob', '--since', '2026-01-01'],
    ]) {
      expect(parsed(...argv, ...inbox).kind, argv.join(' ')).to.equal('command');
    }
  });

  it('says what it expected', () => {
    expect(parsed('inbox', 'stats').errors).to.include('--inbox');
    expect(parsed('inbox', 'list', ...inbox, '--state', 'gone').errors).to.include('Expected one or more of waiting');
    expect(parsed('inbox', 'erase', ...inbox).errors).to.include("missing required argument 'user'");
  });
});
