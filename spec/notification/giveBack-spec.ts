import { expect } from 'chai';
import { throwError } from 'rxjs';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { giveBack } from '../../lib/notification/giveBack.js';
import { fanOutStage } from '../support/fanOutStage.js';

describe('giveBack', () => {
  it('makes the entry wait again without an attempt', () => {
    const stage = fanOutStage();
    stage.put(['ann']);
    giveBack(stage.fanOut, stage.lease());
    expect(stage.entries()).to.deep.equal(['ann waiting abandoned']);
    expect(stage.lease().attempt).to.equal(1);
  });

  it('counts what it could not give back, and goes on', () => {
    const stage = fanOutStage();
    stage.put(['ann']);
    const inbox = { ...stage.inbox, nack: () => throwError(() => new StoreUnavailableError('closed', 'nack')) };
    giveBack({ ...stage.fanOut, inbox }, stage.lease());
    expect(stage.api.counted).to.deep.equal(['lease_not_returned_total']);
  });
});
