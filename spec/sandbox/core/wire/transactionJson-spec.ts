import { expect } from 'chai';
import { parisMidnight } from '../../../../lib/sandbox/core/parisMidnight.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

describe('transactionJson', () => {
  it('has the documented members, its day at midnight in Paris', () => {
    const rows = new SandboxDriver().logIn().rows('/transactions');
    for (const row of rows) {
      expect(row).to.include.keys(
        'id',
        'account_id',
        'amount',
        'currency',
        'type',
        'origin',
        'status',
        'category_id',
        'label',
        'date',
        'import_date',
        'remittance_information',
      );
      expect(parisMidnight(Number(row['date']))).to.equal(row['date']);
      expect('booking_date' in row).to.equal(row['status'] === 'BOOKED');
    }
  });
});
