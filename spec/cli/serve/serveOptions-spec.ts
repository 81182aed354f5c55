import { expect } from 'chai';
import { of } from 'rxjs';
import { consumeOptions, intakeOptions, reconcileOptions } from '../../../lib/cli/serve/serveOptions.js';
import { SERVE_FLAGS as flags } from '../../support/serveFlags.js';

describe('intakeOptions', () => {
  it('gives the secret, and nothing that was not asked for', () => {
    expect(intakeOptions(flags, { callbackSecret: 's' }, undefined)).to.deep.equal({ pathSecret: 's' });
  });

  it('never waits at most for less than it waits at least', () => {
    const options = intakeOptions({ ...flags, settle: 60_000 }, { callbackSecret: 's' }, () => of(new Set<string>()));
    expect(options).to.include({ settleMs: 60_000, maxWaitMs: 60_000 });
    expect(options.knownUsers).to.be.a('function');
  });
});

describe('consumeOptions', () => {
  const { signal: drain } = new AbortController();
  const service = { drain, spool: undefined };

  it('leaves to the library what was not asked for', () => {
    expect(consumeOptions(flags, service)).to.deep.equal({ drain });
  });

  it('begins with no more users at once than it may have', () => {
    expect(consumeOptions({ ...flags, usersAtOnce: 2, lease: 9 }, service)).to.include({
      ceiling: 2,
      start: 2,
      leaseMs: 9,
    });
  });

  it('gives the spool that was opened', () => {
    const spool = { open: () => expect.fail('not yet') };
    expect(consumeOptions(flags, { drain, spool })).to.deep.equal({ drain, spool });
  });
});

describe('reconcileOptions', () => {
  it('gives cadence and lag', () => {
    expect(reconcileOptions({ ...flags, reconcileLag: 5 })).to.deep.equal({ everyMs: 900_000, lagMs: 5 });
  });
});
