import { expect } from 'chai';
import { serverDate } from '../../lib/ports/serverDate.js';
import { answered } from '../support/fakeUpstream.js';

describe('serverDate', () => {
  it('reads the Date header', () => {
    expect(serverDate(answered(204, '', { date: 'Mon, 04 Jun 2018 11:34:57 GMT' }))).to.deep.equal(
      new Date('2018-06-04T11:34:57Z'),
    );
  });

  it('floors to the second', () => {
    expect(serverDate(answered(204, '', { date: '2018-06-04T11:34:57.900Z' }))?.getTime()).to.equal(
      Date.UTC(2018, 5, 4, 11, 34, 57),
    );
  });

  it('gives undefined without a plausible one', () => {
    for (const headers of [{}, { date: '' }, { date: 'soon' }, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' }])
      expect(serverDate(answered(204, '', headers))).to.equal(undefined);
  });
});
