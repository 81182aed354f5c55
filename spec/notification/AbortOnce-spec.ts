import { expect } from 'chai';
import { AbortOnce } from '../../lib/notification/AbortOnce.js';

describe('AbortOnce', () => {
  it('aborts the signal that was asked for, once', () => {
    const abort = new AbortOnce();
    const { signal } = abort;
    let aborts = 0;
    signal.addEventListener('abort', () => (aborts += 1));
    expect([signal.aborted, abort.signal === signal]).to.deep.equal([false, true]);
    abort.abort();
    abort.abort();
    expect([signal.aborted, aborts]).to.deep.equal([true, 1]);
  });

  it('gives one that is aborted to whoever asks too late', () => {
    const abort = new AbortOnce();
    abort.abort();
    expect(abort.signal.aborted).to.equal(true);
    expect(abort.signal).to.equal(abort.signal);
  });
});
