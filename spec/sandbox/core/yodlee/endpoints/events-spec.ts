import { expect } from 'chai';
import { listEvents } from '../../../../../lib/sandbox/core/yodlee/endpoints/events.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const path = (fromDate: string, toDate: string, eventName = 'DATA_UPDATES') =>
  `/dataExtracts/events?eventName=${eventName}&fromDate=2026-01-15T${fromDate}Z&toDate=2026-01-15T${toDate}Z`;

describe(listEvents.name, () => {
  it('names who changed, in the shape of a notification without its id', () => {
    const driver = new YodleeDriver({ switches: { noticeDates: 'dd-MM' } }).act('add', 'user-2').pass(60).admin();
    expect(driver.json('GET', path('09:00:00', '09:00:59'))).to.deep.equal({
      event: {
        info: 'DATA_UPDATES.USER_DATA',
        data: {
          fromDate: '2026-01-15T09:00:00Z',
          toDate: '2026-01-15T09:00:59Z',
          userCount: 1,
          userData: [
            {
              user: { loginName: 'user-2' },
              links: [
                {
                  methodType: 'GET',
                  rel: 'getUserData',
                  href: 'dataExtracts/userData?fromDate=2026-01-15T09:00:00Z&toDate=2026-01-15T09:00:59Z&loginName=user-2',
                },
              ],
            },
          ],
        },
      },
    });
  });

  it('is empty in either form', () => {
    for (const emptyEvents of ['object', 'data']) {
      const driver = new YodleeDriver({ switches: { emptyEvents } }).pass(60).admin();
      const body = driver.json('GET', path('09:00:00', '09:00:59'));
      if (emptyEvents === 'object') expect(body).to.deep.equal({});
      else expect(body).to.have.nested.property('event.data.userCount', 0);
    }
  });

  it('leaves out the second of toDate, and names who changed late, by switches', () => {
    const named = (switches: Readonly<Record<string, string>>, to: string, after: number) => {
      const driver = new YodleeDriver({ switches }).act('add', 'user-2').pass(after).admin();
      return JSON.stringify(driver.json('GET', path('09:00:00', to))).includes('"user-2"');
    };
    expect([named({}, '09:00:00', 5), named({ toDateIs: 'excluded' }, '09:00:00', 5)]).to.deep.equal([true, false]);
    expect(named({ toDateIs: 'excluded' }, '09:00:01', 5)).to.equal(true);
    const late = { extractsLagS: '3' };
    expect([named(late, '09:00:01', 2), named(late, '09:00:01', 3)]).to.deep.equal([false, true]);
  });

  it('knows one event, and the limits of a window', () => {
    const driver = new YodleeDriver().admin();
    expect(driver.refusal('GET', path('08:00:00', '08:00:01', 'REFRESH'))).to.equal(
      '400 Y800 Invalid value for eventName',
    );
    expect(driver.refusal('GET', path('08:30:00', '08:00:00'))).to.contain('fromDate cannot be greater than toDate');
  });
});
