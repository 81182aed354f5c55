import { expect } from 'chai';
import { StoreTime } from '../../../../lib/node/store/sqlite/StoreTime.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('StoreTime', () => {
  it('keeps where the clock stood, and never an earlier moment', async () => {
    const file = await sqliteScratch();
    const time = new StoreTime(file);
    expect(time.kept()).to.equal(undefined);
    time.keep(5_000.5);
    expect(time.kept()).to.equal(5_000);
    time.keep(1_000);
    expect(new StoreTime(file).kept()).to.equal(5_000);
    time.keep(5_001);
    expect(time.kept()).to.equal(5_001);
    file.close();
  });
});
