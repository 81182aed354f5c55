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
  ['sync', '--all', '--until', 'all'],
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
  ['transactions', '--from', '2022-01-02', '--to', '2022-01-01'],
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

  it('echoes no secret, and says where it belongs', () => {
    for (const argv of [
      ['sync', '--all', '--token=s3cret'],
      ['sync', '--password', 's3cret'],
      ['--client-secret=s3cret', 'doctor'],
    ]) {
      const host = fakeHost();
      parseArguments(argv, host);
      expect(host.stderr.text()).to.match(/never taken from the command line; set MILLRACE_OXLIN_/);
      expect(host.stderr.text()).not.to.include('s3cret');
    }
    for (const argv of [
      ['sync', '--all', '--key=s3cret'],
      ['KEY=s3cret'],
      ['sync', 'KEY=s3cret'],
      ['sync', '-ps3cret'],
    ]) {
      const host = fakeHost();
      expect(parseArguments(argv, host)).to.deep.equal({ kind: 'ended', exitCode: 2 });
      expect(host.stderr.text()).to.include('…').and.not.include('s3cret');
    }
  });

  it('points to the help of the command in use', () => {
    for (const [argv, footer] of [
      [['sync', '--nope'], '(millrace sync --help '],
      [['accounts', '--nope'], '(millrace accounts --help '],
      [['nope'], '(millrace --help '],
    ] as const) {
      const host = fakeHost();
      parseArguments(argv, host);
      expect(host.stderr.text()).to.include(footer);
    }
  });

  it('names everything that goes with an ID only, at the first refusal', () => {
    for (const given of [['--type', 'ALL'], ['--until', 'list'], ['--unattended']]) {
      const host = fakeHost();
      parseArguments(['sync', '--all', ...given], host);
      expect(host.stderr.text()).to.include('--type, --until and --unattended go with one ID or more, not with --all');
    }
  });

  it('has no flag for a secret', () => {
    for (const command of ['sync', 'follow', 'connections', 'accounts', 'transactions', 'doctor']) {
      const host = fakeHost();
      parseArguments([command, '--help'], host);
      expect(host.stdout.text()).not.to.match(/--[a-z-]*(secret|password|token|username)/);
    }
  });

  it('points to the help of the command that was meant, also below another', () => {
    for (const [argv, help] of [
      [['inbox', 'erase'], 'millrace inbox erase --help shows its arguments'],
      [['book', 'accounts', '--limit', 'x'], 'millrace book accounts --help shows its arguments'],
      [['inbox', 'nothing'], 'millrace inbox --help shows its commands'],
      [['sync'], 'millrace sync --help shows its arguments'],
    ] as const) {
      const host = fakeHost();
      parseArguments(argv, host);
      expect(host.stderr.text()).to.include(help);
    }
  });

  it('lists in the help of subscribe which events there are', () => {
    const host = fakeHost();
    parseArguments(['subscribe', '--help'], host);
    expect(host.stdout.text().replace(/\s+/g, ' ')).to.include('AUTO_REFRESH_UPDATES, LATEST_BALANCE_UPDATES');
  });
});
