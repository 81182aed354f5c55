import { expect } from 'chai';
import { finalize, lastValueFrom, NEVER, of, startWith, throwError, toArray } from 'rxjs';
import sinon from 'sinon';
import { showLive } from '../../../lib/cli/output/showLive.js';
import { fakeHost } from '../../support/fakeHost.js';
import { outcome, triggered } from '../../support/syncUpdates.js';

const KNOWN = { names: new Map([['7', 'Banque 7']]), expected: ['7'] };

// listr2 draws on the process itself; where that is no terminal it writes plain lines, which are kept out of the report.
function quietly<T>(work: () => Promise<T>): Promise<T> {
  const silenced = [
    sinon.stub(process.stdout, 'write').returns(true),
    sinon.stub(process.stderr, 'write').returns(true),
  ];
  return work().finally(() => {
    for (const stub of silenced) stub.restore();
  });
}

describe('showLive', () => {
  it('passes every update on, and says the outcomes in words at the end', async () => {
    const host = fakeHost({ isTty: true });
    const updates = [triggered('7'), outcome('7')];
    const seen = await quietly(() => lastValueFrom(of(...updates).pipe(showLive(host, KNOWN), toArray())));
    expect(seen).to.deep.equal(updates);
    expect(host.stdout.text()).to.match(/^Banque 7: succeeded/);
  });

  it('errors as its source does', async () => {
    const host = fakeHost({ isTty: true });
    const failing = throwError(() => new Error('refused')).pipe(showLive(host, KNOWN), toArray());
    const caught: unknown = await quietly(() => lastValueFrom(failing).catch((error: unknown) => error));
    expect(caught).to.have.property('message', 'refused');
    expect(host.stdout.text()).to.equal('');
  });

  it('lets go of its source when it is left', () =>
    quietly(async () => {
      const left = sinon.spy();
      const running = NEVER.pipe(startWith(triggered('7')), finalize(left));
      running
        .pipe(showLive(fakeHost({ isTty: true }), KNOWN))
        .subscribe()
        .unsubscribe();
      await Promise.resolve();
      expect(left.callCount).to.equal(1);
    }));
});
