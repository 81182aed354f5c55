import { expect } from 'chai';
import { TurnCounter } from '../../../../lib/node/store/sqlite/TurnCounter.js';
import { sqliteScratch } from '../../../support/sqliteScratch.js';

describe('TurnCounter', () => {
  it('never gives a number twice, whoever counts after it', async () => {
    const file = await sqliteScratch();
    const first = new TurnCounter(file);
    const given = [first.take(), first.take()];
    expect(new TurnCounter(file).take()).to.be.greaterThan(Math.max(...given));
    file.close();
  });

  it('reserves anew what was reserved in a transaction that was taken back', async () => {
    const file = await sqliteScratch();
    const counter = new TurnCounter(file);
    const restore = counter.mark();
    file.exec('BEGIN');
    const lost = counter.take();
    file.exec('ROLLBACK');
    restore();
    const given = counter.take();
    expect(given).to.be.greaterThan(lost);
    expect(new TurnCounter(file).take()).to.be.greaterThan(given);
    file.close();
  });

  it('goes on from a number that it is told', async () => {
    const file = await sqliteScratch();
    new TurnCounter(file).startAt(1e12);
    expect(new TurnCounter(file).take()).to.be.greaterThan(1e12);
    file.close();
  });

  it('rises over a file that took the place of another, whatever that one says', async () => {
    const file = await sqliteScratch();
    const counter = new TurnCounter(file);
    counter.startAt(1e12);
    const given = counter.take();
    // As if the file were new.
    file.exec('DELETE FROM meta');
    counter.renew();
    counter.startAt(5);
    const next = counter.take();
    expect(next).to.be.greaterThan(given);
    expect(new TurnCounter(file).take()).to.be.greaterThan(next);
    file.close();
  });

  it('writes when it probes', async () => {
    const file = await sqliteScratch();
    const counter = new TurnCounter(file);
    counter.probe();
    counter.probe();
    expect(file.prepare(`SELECT value FROM meta WHERE key = 'probe'`).get()).to.have.property('value', 2);
    file.close();
  });
});
