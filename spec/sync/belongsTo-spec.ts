import { expect } from 'chai';
import fc from 'fast-check';
import { belongsTo } from '../../lib/sync/belongsTo.js';
import { at, eventOf } from '../support/builders.js';

const isOurs = belongsTo('7', at(10_000));

describe('belongsTo', () => {
  it('takes an event of the connection that is no older than the trigger', () => {
    expect(isOurs(eventOf({ createdAt: at(10_000) }))).to.equal(true);
  });

  it('leaves a second of slack, because clocks are read in whole seconds', () => {
    expect(isOurs(eventOf({ createdAt: at(9_000) }))).to.equal(true);
    expect(isOurs(eventOf({ createdAt: at(8_999) }))).to.equal(false);
  });

  it('E3: refuses events of other connections and of none', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 1_000_000 }), (id, ms) => {
        fc.pre(id !== '7');
        expect(isOurs(eventOf({ connectionId: id, createdAt: at(10_000 + ms) }))).to.equal(false);
      }),
    );
    const { connectionId, ...nobodys } = eventOf();
    expect(connectionId).to.equal('7');
    expect(isOurs(nobodys)).to.equal(false);
  });

  it('gives an event without a date the benefit of the doubt', () => {
    const { createdAt, ...undated } = eventOf();
    expect(createdAt).to.deep.equal(at(0));
    expect(isOurs(undated)).to.equal(true);
  });
});
