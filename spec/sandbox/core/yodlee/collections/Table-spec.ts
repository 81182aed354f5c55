import { expect } from 'chai';
import fc from 'fast-check';
import {
  emptyTable,
  tableAppend,
  tableGet,
  tableSet,
} from '../../../../../lib/sandbox/core/yodlee/collections/Table.js';
import { deepFreeze } from '../../../../support/sandboxDriver.js';

describe('emptyTable', () => {
  it('holds nothing', () => {
    expect(emptyTable<string>().length).to.equal(0);
    expect(tableGet(emptyTable<string>(), 0)).to.equal(undefined);
  });
});

describe('tableSet', () => {
  it('behaves like a map of numbers and never touches what it came from', () => {
    const index = fc.oneof(fc.nat(100), fc.nat(1_048_577));
    fc.assert(
      fc.property(fc.array(fc.tuple(index, fc.option(fc.nat(), { nil: undefined }))), (entries) => {
        let table = deepFreeze(emptyTable<number>());
        const map = new Map<number, number | undefined>();
        for (const [at, item] of entries) {
          table = deepFreeze(tableSet(table, at, item));
          map.set(at, item);
        }
        for (const [at, item] of map) expect(tableGet(table, at)).to.equal(item);
        expect(table.length).to.equal(Math.max(0, ...[...map.keys()].map((at) => at + 1)));
      }),
    );
  });
});

describe('tableGet', () => {
  it('finds nothing beside the entries', () => {
    const table = tableSet(emptyTable<string>(), 70_000, 'a');
    expect([70_000, 69_999, 0, -1, 70_001, 0.5, NaN].map((at) => tableGet(table, at))).to.deep.equal([
      'a',
      ...Array<undefined>(6).fill(undefined),
    ]);
  });
});

describe('tableAppend', () => {
  it('numbers from 0', () => {
    const table = ['a', 'b', 'c'].reduce((next, item) => tableAppend(next, item), emptyTable<string>());
    expect([0, 1, 2].map((at) => tableGet(table, at))).to.deep.equal(['a', 'b', 'c']);
  });
});
