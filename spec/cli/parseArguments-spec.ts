import { expect } from 'chai';
import { parseArguments } from '../../lib/cli/parseArguments.js';
import { fakeHost } from '../support/fakeHost.js';

const USAGE_ERRORS: readonly (readonly string[])[] = [
  [],
  ['nope'],
  ['sync'],
  ['sync', '--all', '1001'],
  ['sync', '--all', '--type', 'ALL'],
  ['sync', '--all', '--unattended'],
  ['sync', '1001', '--type', 'SOME'],
  ['sync', '1001', '--until', 'list'],
  ['sync', '1001', '--type', 'ALL', '--until', 'list'],
  ['sync', '1001', '--deadline', '8'],
  ['sync', '../users'],
  ['sync', '--all', '--token', 's3cret'],
  ['sync', '--all', '--client-secret', 's3cret'],
  ['sync', '--all', '--password', 's3cret'],
  ['follow'],
  ['follow', '1', '2'],
  ['connections', 'all'],
  ['transactions', '--account', '1', '--connection', '2'],
  ['transactions', '--from', 'yesterday'],
  ['sandbox', '--port', 'any'],
];

const COMMANDS: readonly (readonly string[])[] = [
  ['sync', '--all', '--deadline', '8s', '--json', '--marbles'],
  ['sync', '1001', '1002', '--unattended'],
  ['sync', '1001', '--type', 'LIST_ACCOUNTS', '--until', 'list'],
  ['follow', '1001'],
  ['connections'],
  ['accounts', '--connection', '1001'],
  ['transactions', '--from', '2021-12-01', '--to', '2021-12-31'],
  ['doctor', '--json'],
  ['sandbox', '--port', '0', '--seed', '1', '--speed', '100', '--scenario', 'success', '--switch', 'typeIn=body'],
  ['demo'],
];

describe('parseArguments', () => {
  for (const argv of USAGE_ERRORS) {
    it(`refuses: millrace ${argv.join(' ')}`, () => {
      const host = fakeHost();
      expect(parseArguments(argv, host)).to.deep.equal({ kind: 'ended', exitCode: 2 });
      expect(host.stdout.text()).to.equal('');
      expect(host.stderr.text()).not.to.equal('');
    });
  }

  for (const argv of COMMANDS) {
    it(`understands: millrace ${argv.join(' ')}`, () => {
      const host = fakeHost();
      expect(parseArguments(argv, host).kind).to.equal('command');
      expect(host.stdout.text() + host.stderr.text()).to.equal('');
    });
  }

  it('shows help and version on stdout', () => {
    for (const argv of [['--help'], ['sync', '--help'], ['--version'], ['help', 'sandbox']]) {
      const host = fakeHost();
      expect(parseArguments(argv, host)).to.deep.equal({ kind: 'ended', exitCode: 0 });
      expect(host.stdout.text()).not.to.equal('');
      expect(host.stderr.text()).to.equal('');
    }
  });

  it('has no flag for a secret', () => {
    for (const command of ['sync', 'follow', 'connections', 'accounts', 'transactions', 'doctor']) {
      const host = fakeHost();
      parseArguments([command, '--help'], host);
      expect(host.stdout.text()).not.to.match(/--[a-z-]*(secret|password|token|username)/);
    }
  });
});
