import { expect } from 'chai';
import { readDeduper } from '../../lib/operators/readDeduper.js';

interface Entry {
  readonly id: string;
  readonly type: string;
}

const entries = (...ids: string[]): readonly Entry[] => ids.map((id) => ({ id, type: 'e' }));
const fresh = (read: { readonly fresh: readonly Entry[] }): string => read.fresh.map(({ id }) => id).join('');
const deduper = (seen: readonly string[] = []) =>
  readDeduper<Entry>({ keyOf: ({ id }) => id, fingerprintOf: ({ type }) => type, seen });

describe('readDeduper', () => {
  it('keeps what no earlier read has brought', () => {
    const freshIn = deduper();
    expect(fresh(freshIn(entries('1', '2')))).to.equal('12');
    expect(fresh(freshIn(entries('1', '2', '3')))).to.equal('3');
  });

  it('counts what the same read has brought before', () => {
    expect(deduper()(entries('1', '1'))).to.deep.include({ duplicates: 1, revised: 0 });
  });

  it('knows what was seen before the first read, and tells when the newest of it is gone', () => {
    expect(deduper(['1', '2'])(entries('1', '2', '3')).duplicates).to.equal(2);
    expect(deduper(['1', '2'])(entries('1')).gap).to.equal('truncated');
  });

  it('shares nothing with another deduper', () => {
    deduper()(entries('1'));
    expect(fresh(deduper()(entries('1')))).to.equal('1');
  });
});
