import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { faultOfCode, isFatal, storeFaultOf, toStoreError } from '../../../../lib/node/store/sqlite/storeFaultOf.js';
import { WorkFailure } from '../../../../lib/node/store/sqlite/WorkFailure.js';

describe('storeFaultOf', () => {
  const sqlite = (errcode: number) => Object.assign(new Error('text of SQLite'), { errcode });
  /** As another copy of the package would throw it. */
  const otherCopys = (fault: string) =>
    Object.assign(new Error('other copy'), { name: 'StoreUnavailableError', whoMustAct: 'integrator', fault });
  const system = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });

  for (const [error, fault] of [
    [sqlite(13), 'full'],
    [sqlite(10 + 4 * 256), 'io'],
    [sqlite(11), 'corrupt'],
    [sqlite(26), 'corrupt'],
    [sqlite(5 + 2 * 256), 'locked'],
    [sqlite(8), 'readOnly'],
    [sqlite(19), undefined],
    [system('ENOSPC'), 'full'],
    [system('EROFS'), 'readOnly'],
    [system('ENOENT'), 'io'],
    [new StoreUnavailableError('closed', 'x'), 'closed'],
    [otherCopys('full'), 'full'],
    [new RangeError('x'), undefined],
    ['text', undefined],
  ] as const) {
    it(`takes ${error instanceof Error ? error.message : error} for ${String(fault)}`, () => {
      expect(storeFaultOf(error)).to.equal(fault);
    });
  }

  it('takes primary and extended codes alike', () => {
    expect([10, 266, 19].map(faultOfCode)).to.deep.equal(['io', 'io', undefined]);
  });

  it('names the fault, never what SQLite said', () => {
    const error = toStoreError(sqlite(13), 'inbox: put');
    expect(error).to.be.instanceOf(StoreUnavailableError).with.property('message').that.does.not.include('text');
    const other = new RangeError('x');
    expect(toStoreError(other, 'inbox: put')).to.equal(other);
  });

  it('gives what work threw as it was thrown', () => {
    const thrown = system('ENOENT');
    const failure = new WorkFailure(thrown);
    expect([storeFaultOf(failure), toStoreError(failure, 'x')]).to.deep.equal([undefined, thrown]);
  });

  it('gives a handle up after a fault of the disk, and keeps it when the disk is full', () => {
    const fatal = ['io', 'corrupt', 'readOnly', 'full', 'locked', 'closed'] as const;
    expect(fatal.filter(isFatal)).to.deep.equal(['io', 'corrupt', 'readOnly']);
  });
});
