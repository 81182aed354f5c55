import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { runCli } from '../../lib/cli/runCli.js';
import { fakeHost } from '../support/fakeHost.js';
import { YODLEE_ENV } from '../support/yodleeEnv.js';

// Against a host that exists nowhere: each of these ends before anything is sent.
const ENV = { MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1', MILLRACE_OXLIN_TOKEN: 'a-token' };

describe('runCli', () => {
  it('ends with the code of wrong usage', async () => {
    expect(await runCli(['nope'], fakeHost())).to.equal(2);
  });

  it('says in one line what is wrong with the settings', async () => {
    const host = fakeHost();
    expect(await runCli(['connections'], host)).to.equal(78);
    expect(host.stderr.text()).to.match(
      /^millrace: MILLRACE_OXLIN_BASE_URL \(oxlin\.baseUrl\), MILLRACE_OXLIN_TOKEN .*: expected a value each, got nothing\n$/,
    );
    expect(host.stdout.text()).to.equal('');
  });

  it('lets a signal end the work, with what the command has to say', async () => {
    const host = fakeHost({ env: ENV });
    const run = runCli(['sync', '--all', '--json', '--verbose'], host);
    while (!host.stderr.text().includes('settings')) await turn();
    host.signals.next('SIGINT');
    expect(await run).to.equal(130);
    expect(host.stderr.text()).to.include('go on at the bank');
  });

  it('lets a signal end it before the command has begun, and then says nothing of the bank', async () => {
    const host = fakeHost({ env: ENV });
    const run = runCli(['sync', '--all', '--json'], host);
    host.signals.next('SIGINT');
    expect([await run, host.stderr.text()]).to.deep.equal([130, '']);
  });

  it('ends with 0 when nobody reads on, and with 74 when stdout is broken', async () => {
    const host = fakeHost({ env: ENV });
    const unread = runCli(['sync', '--all', '--json'], host);
    host.stdoutEnded.next('unread');
    const broken = runCli(['sync', '--all', '--json'], host);
    host.stdoutEnded.next('broken');
    expect([await unread, await broken]).to.deep.equal([0, 74]);
    expect(host.stderr.text()).to.equal('');
  });

  it('lets go of its world when it has ended', async () => {
    const host = fakeHost({ env: ENV });
    const run = runCli(['sync', '--all', '--json'], host);
    host.signals.next('SIGTERM');
    expect(await run).to.equal(143);
    expect(host.signals.observed || host.stdoutEnded.observed).to.equal(false);
  });

  it('names the settings of the upstream that the command speaks to', async () => {
    const host = fakeHost({ env: YODLEE_ENV });
    expect(await runCli(['subscribe', '--list'], host)).to.equal(69);
    expect(host.stderr.text())
      .to.include('Or check MILLRACE_YODLEE_BASE_URL (or --base-url).')
      .and.not.include('OXLIN');
  });
});
