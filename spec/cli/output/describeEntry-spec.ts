import { expect } from 'chai';
import { describeEntry } from '../../../lib/cli/output/describeEntry.js';

describe('describeEntry', () => {
  const entry = {
    ...{ key: 'k', tenant: 'default', consumer: 'default', userId: 'somebody-1234', attempts: 12 },
    state: 'dead',
    window: { from: new Date(0), until: new Date(60_000) },
    cause: 'UpstreamStatusError',
    since: new Date(0),
  } as const;

  it('tells state, window, attempts and cause, with the user masked unless asked', () => {
    const line = 'dead  ••••1234  1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z  12 attempts  UpstreamStatusError';
    expect(describeEntry(entry, false)).to.equal(line);
    expect(describeEntry({ ...entry, readyAt: new Date(0) }, true)).to.match(/somebody-1234.*again 1970/);
  });
});
