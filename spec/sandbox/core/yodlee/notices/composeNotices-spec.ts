import { expect } from 'chai';
import { bodiesOf, YodleeDriver } from '../../../../support/yodleeDriver.js';
import { composeNotices } from '../../../../../lib/sandbox/core/yodlee/notices/composeNotices.js';

const texts = (driver: YodleeDriver): readonly string[] => bodiesOf(driver).map((body) => JSON.stringify(body));
const started = (switches: Readonly<Record<string, string>> = {}): YodleeDriver => {
  const driver = new YodleeDriver({ switches }).admin();
  driver.subscribe();
  return driver;
};

describe('composeNotices', () => {
  it('names everybody who changed, with the window that has just ended', () => {
    const driver = started().act('add', 'user-1').act('add', 'user-4').pass(900);
    const [text = ''] = texts(driver);
    expect(text).to.contain('"userCount":2,"fromDate":"2026-01-15T09:00:00Z","toDate":"2026-01-15T09:14:59Z"');
    expect(text).to.contain('user-1').and.to.contain('user-4').and.not.to.contain('user-2');
  });

  it('says nothing when nothing has changed, and begins the next window where the last one ended', () => {
    const driver = started().pass(1_000).act('add', 'user-1').pass(1_700);
    expect(texts(driver)).to.have.length(1);
    expect(texts(driver)[0]).to.contain('"fromDate":"2026-01-15T09:15:00Z","toDate":"2026-01-15T09:29:59Z"');
  });

  it('lets windows touch by switch', () => {
    const driver = started({ windowEnds: 'touching' }).act('add', 'user-1').pass(900);
    expect(texts(driver)[0]).to.contain('"toDate":"2026-01-15T09:15:00Z"');
  });

  it('splits users by switch', () => {
    const driver = started({ usersPerNotice: '2' }).act('add').pass(900);
    expect(texts(driver).map((text) => /"userCount":(\d)/.exec(text)?.[1])).to.deep.equal(['2', '2']);
  });

  it('forgets or sends what changed while nobody was subscribed', () => {
    for (const [gapAfterSubscribe, windows] of [
      ['forgotten', 0],
      ['sent', 1],
    ] as const) {
      const driver = started({ gapAfterSubscribe });
      driver.ask('DELETE', '/configs/notifications/events/DATA_UPDATES');
      driver.act('add', 'user-1').pass(1_000);
      driver.subscribe();
      driver.pass(1_000);
      expect(texts(driver)).to.have.length(windows);
    }
  });

  it('covers an outage with one long window by switch', () => {
    const driver = started({ afterOutage: 'one-window' });
    driver.state = { ...driver.state, outageUntil: 7_000_000 };
    driver.act('add', 'user-1').pass(8_100);
    expect(texts(driver)[0]).to.contain('"fromDate":"2026-01-15T09:00:00Z","toDate":"2026-01-15T10:59:59Z"');
  });

  it('tells the subscribers of INSIGHTS as well', () => {
    const driver = started();
    driver.subscribe('INSIGHTS');
    driver.act('add', 'user-2').pass(900);
    expect(texts(driver)[1]).to.contain('"info":"INSIGHTS.USER_DATA"').and.not.to.contain('"event"');
  });

  it('does nothing before there was a subscription but wait for the next interval', () => {
    const { state } = new YodleeDriver();
    expect(composeNotices(state, 0)).to.include({ windowFrom: undefined });
  });
});
