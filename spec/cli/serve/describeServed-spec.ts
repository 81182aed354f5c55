import { expect } from 'chai';
import { describeServed } from '../../../lib/cli/serve/describeServed.js';

const window = { from: new Date(0), until: new Date(60_000) };
const about = { key: 'k', userId: 'somebody-1234', window, attempt: 2 };
const span = '1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z';

describe('describeServed', () => {
  it('says nothing of what is as it should be', () => {
    expect(describeServed({ kind: 'swept', window, missed: 0 }, false)).to.equal(undefined);
    const delivered = { ...about, kind: 'delivered', bytes: 1, replayed: false, unsettled: false } as const;
    expect(describeServed(delivered, false)).to.equal(undefined);
  });

  it('tells what failed, with the user masked unless asked', () => {
    const dead = { ...about, kind: 'dead', cause: 'UpstreamStatusError' } as const;
    expect(describeServed(dead, false)).to.equal(`dead: ••••1234, ${span}, attempt 2: UpstreamStatusError`);
    expect(describeServed({ ...dead, cause: 'handlerFailed', sinkCause: 'HTTP 503' }, false)).to.match(
      /attempt 2: handlerFailed \(HTTP 503\)$/,
    );
    expect(describeServed(dead, true)).to.include('somebody-1234');
    const postponed = { ...about, kind: 'postponed', cause: 'x', retryAt: new Date(0) } as const;
    expect(describeServed({ ...postponed, counts: true }, false)).to.equal(
      `postponed: ••••1234, ${span}, attempt 2: x`,
    );
    expect(describeServed({ ...postponed, counts: false }, false)).to.equal(
      `postponed: ••••1234, ${span}, uses up no attempt: x`,
    );
    expect(describeServed({ ...about, kind: 'leaseLost' }, false)).to.equal(`lease lost: ••••1234, ${span}`);
  });

  it('tells what was missed, and what only a backfill heals', () => {
    expect(describeServed({ kind: 'swept', window, missed: 3 }, false)).to.equal(
      `missed: 3 users, ${span}; being fetched now`,
    );
    expect(describeServed({ kind: 'unrecoverable', window }, false)).to.include('millrace backfill');
  });
});
