import { expect } from 'chai';
import { EMPTY, of, throwError } from 'rxjs';
import { LeaseLostError } from '../../lib/errors/LeaseLostError.js';
import { memoryInbox } from '../../lib/store/memoryInbox.js';
import {
  entriesIn,
  errorNameOf,
  intentOf,
  leaseBatch,
  leaseOnly,
  minutes,
  onlyOf,
  put,
  shownEntries,
  shownLeases,
} from '../../lib/testing/inboxStand.js';
import { SuiteClock } from '../../lib/testing/suiteClock.js';
import { caught } from '../support/caught.js';

describe('inboxStand', () => {
  const opened = () => memoryInbox({ consumers: ['default', 'other'], scheduler: new SuiteClock().scheduler });

  it('counts minutes from eight on the suite’s day', () => {
    expect(minutes(0, 15).from).to.deep.equal(new Date('2018-06-04T08:00:00Z'));
    expect(intentOf('ann', -60, 0).window.until).to.deep.equal(minutes(0, 15).from);
  });

  it('puts, leases and shows', async () => {
    const inbox = opened();
    expect((await put(inbox, [intentOf('ann', 0, 15)])).added).to.equal(1);
    expect(await shownEntries(inbox)).to.deep.equal(['ann 0-15 waiting']);
    expect(shownLeases([await leaseOnly(inbox)])).to.deep.equal(['ann 0-15']);
    expect((await entriesIn(inbox, 'other')).map(({ state }) => state)).to.deep.equal(['waiting']);
    expect((await leaseBatch(inbox)).leases).to.deep.equal([]);
  });

  it('insists on one lease, and on one value', async () => {
    expect(String(await caught(() => leaseOnly(opened())))).to.contain('0 leases');
    expect(String(await caught(() => onlyOf(EMPTY, 'stats')))).to.contain('stats emitted 0 times');
    expect(String(await caught(() => onlyOf(of(1, 2), 'stats')))).to.contain('stats emitted 2 times');
    expect(await onlyOf(of(undefined), 'ack')).to.equal(undefined);
  });

  it('names the error that a stream ends with', async () => {
    expect(await errorNameOf(throwError(() => new LeaseLostError(1)))).to.equal('LeaseLostError');
    expect(await errorNameOf(of(1))).to.equal('no error');
  });
});
