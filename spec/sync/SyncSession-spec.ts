import { expect } from 'chai';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { requireId } from '../../lib/sync/requests.js';
import { ALL_CONNECTIONS } from '../../lib/sync/SyncSession.js';

describe('ALL_CONNECTIONS', () => {
  it('is no id that a caller could give to one connection', () => {
    expect(() => {
      requireId('connectionId', ALL_CONNECTIONS);
    }).to.throw(InvalidOptionError);
  });
});
