import { expect } from 'chai';
import { InvalidOptionError } from '../../../../lib/errors/InvalidOptionError.js';
import { loadSqlDriver } from '../../../../lib/node/store/sqlite/loadSqlDriver.js';

describe('loadSqlDriver', () => {
  it('takes the first library that is there, as default export or not', async () => {
    const asked: string[] = [];
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const open = await loadSqlDriver(['gone', 'odd', 'there'], (name) => {
      asked.push(name);
      if (name === 'gone') return Promise.reject(new Error('gone'));
      return Promise.resolve(name === 'odd' ? { DatabaseSync: 1 } : { default: { DatabaseSync } });
    });
    expect(asked).to.deep.equal(['gone', 'odd', 'there']);
    const driver = open(':memory:', { readOnly: false });
    expect(driver.prepare('SELECT 1 AS one').get()?.['one']).to.equal(1);
    driver.exec('BEGIN');
    expect(driver.isInTransaction()).to.equal(true);
    driver.close();
  });

  it('says what to install when there is none', async () => {
    const error: unknown = await loadSqlDriver([]).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(InvalidOptionError).with.property('message').that.includes('@photostructure/sqlite');
  });
});
