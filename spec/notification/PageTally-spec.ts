import { expect } from 'chai';
import { PageTally } from '../../lib/notification/PageTally.js';
import { dataPage } from '../support/fanOutStage.js';

function agrees(rows: readonly string[], totalTransactions?: number): boolean {
  const tally = new PageTally();
  for (const row of rows) {
    const [container = '', id = ''] = row.split(' ');
    const transactions = [{ id, container, isDeleted: false, fields: {} }];
    tally.add(dataPage({ transactions, ...(totalTransactions !== undefined && { totalTransactions }) }));
  }
  return tally.agrees;
}

describe('PageTally', () => {
  it('G1: agrees when as many rows came as the first page announced, or none announced any', () => {
    expect([agrees(['bank 1', 'bank 2'], 2), agrees(['bank 1']), agrees([])]).to.deep.equal([true, true, true]);
    expect([agrees(['bank 1'], 2), agrees(['bank 1', 'bank 2'], 1)]).to.deep.equal([false, false]);
  });

  it('G2: notices a row that came twice, but not the same id in two containers', () => {
    expect(agrees(['bank 1', 'bank 1'], 2)).to.equal(false);
    expect(agrees(['bank 1', 'card 1'], 2)).to.equal(true);
  });
});
