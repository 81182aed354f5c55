import { expect } from 'chai';
import { EMPTY, lastValueFrom, of } from 'rxjs';
import { followToExit, watchUpdates } from '../../../lib/cli/commands/watchUpdates.js';
import type { Session } from '../../../lib/cli/openSession.js';
import type { SyncUpdate } from '../../../lib/index.js';
import { fakeHost } from '../../support/fakeHost.js';
import { outcome, triggered } from '../../support/syncUpdates.js';

const ENV = {
  MILLRACE_OXLIN_BASE_URL: 'https://api.example.org/v2.1',
  MILLRACE_OXLIN_TOKEN: 'a-token',
  MILLRACE_DEADLINE_MS: '9000',
};
const UPDATES: readonly SyncUpdate[] = [
  triggered('7'),
  outcome('7', { result: 'partial' }),
  outcome('8', { result: 'succeeded' }),
];
const NOTHING_KNOWN = { names: new Map<string, string>(), expected: [] };

describe('watchUpdates', () => {
  it('opens the syncs with the settings, and ends with the code of the worst', async () => {
    const host = fakeHost({ env: ENV });
    const sessions: Session[] = [];
    const { run } = watchUpdates(host, { json: true, deadline: 50 }, ['7'], (session) => {
      sessions.push(session);
      return of(...UPDATES);
    });
    expect(await lastValueFrom(run)).to.equal(3);
    expect(sessions.map(({ settings }) => settings.sync)).to.deep.equal([{ deadlineMs: 50 }]);
    expect(host.stdout.text().trimEnd().split('\n')).to.have.lengthOf(3);
  });

  it('says on a signal that the bank goes on', () => {
    const { onSignal } = watchUpdates(fakeHost(), {}, [], () => EMPTY);
    expect(onSignal('SIGINT')).to.have.property('exitCode', 130);
    expect(onSignal('SIGTERM')).to.have.property('exitCode', 143);
    expect(onSignal('SIGINT').notice).to.include('go on at the bank');
  });
});

describe('followToExit', () => {
  it('ends with 0 for none at all, and says so', async () => {
    const host = fakeHost();
    expect(await lastValueFrom(followToExit(host, {}, { updates: EMPTY, ...NOTHING_KNOWN }))).to.equal(0);
    expect(host.stderr.text()).to.equal('millrace: nothing to sync: no connection that syncs\n');
    const json = fakeHost();
    await lastValueFrom(followToExit(json, { json: true }, { updates: EMPTY, ...NOTHING_KNOWN }));
    expect(json.stderr.text()).to.equal('');
  });

  it('draws marbles at the end when asked, beside the data with --json', async () => {
    const [plain, json] = [fakeHost(), fakeHost()];
    const syncs = { updates: of(...UPDATES), ...NOTHING_KNOWN };
    await lastValueFrom(followToExit(plain, { marbles: true }, syncs));
    await lastValueFrom(followToExit(json, { marbles: true, json: true }, syncs));
    expect(plain.stdout.text()).to.include('T triggered, O outcome');
    expect(json.stdout.text()).not.to.include('T triggered');
    expect(json.stderr.text()).to.include('T triggered, O outcome');
  });
});
