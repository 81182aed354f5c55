import { expect } from 'chai';
import { bookOf } from '../../../../../lib/sandbox/core/yodlee/bank/bookOf.js';
import {
  autoRefreshPayload,
  insightsPayload,
  latestBalancePayload,
  refreshPayload,
} from '../../../../../lib/sandbox/core/yodlee/notices/otherPayloads.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const { state } = new YodleeDriver().act('add', 'user-1');
const book = bookOf(state, 0);
const read = (text: string): unknown => JSON.parse(text);

describe('refreshPayload', () => {
  it('has the shape of the documented event', () => {
    const text = refreshPayload(state, book, 0);
    expect(read(text)).to.have.nested.property('event.info', 'REFRESH.PROCESS_COMPLETED');
    expect(read(text)).to.have.nested.property('event.loginName', 'user-1');
    expect(read(text)).to.have.nested.property('event.data.providerAccount[0].id', 10_000_001);
    expect(read(text)).to.have.nested.property('event.data.providerAccount[0].dataset[0].name', 'BASIC_AGG_DATA');
  });

  it('has no provider account where there is none', () => {
    expect(read(refreshPayload(state, bookOf(state, 1), 0))).to.have.nested.property('event.data.providerAccount')
      .empty;
  });
});

describe('autoRefreshPayload', () => {
  it('carries a list', () => {
    expect(read(autoRefreshPayload(state, book, 0)))
      .to.have.nested.property('event.data[0].autoRefresh')
      .deep.equal({ status: 'ENABLED', additionalStatus: 'SCHEDULED' });
  });
});

describe('latestBalancePayload', () => {
  it('names every account', () => {
    expect(read(latestBalancePayload(state, book, 0)))
      .to.have.nested.property('event.data.latestBalanceEvent')
      .length(3);
  });
});

describe('insightsPayload', () => {
  it('has no envelope', () => {
    const body = read(insightsPayload(state, { from: 0, to: 1, users: [0, 1] }, 0));
    expect(body).to.have.keys('notificationId', 'info', 'notificationTime', 'data');
    expect(body).to.have.nested.property('data.userData[1].links[0].rel', 'feedURl');
  });
});
