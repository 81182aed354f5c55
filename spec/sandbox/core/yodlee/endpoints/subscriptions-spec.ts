import { expect } from 'chai';
import {
  changeSubscription,
  finishSubscription,
  listSubscriptions,
  subscribe,
  unsubscribe,
} from '../../../../../lib/sandbox/core/yodlee/endpoints/subscriptions.js';
import { CALLBACK, YodleeDriver } from '../../../../support/yodleeDriver.js';

const EVENTS = '/configs/notifications/events';
const bodyOf = (callbackUrl: unknown) => JSON.stringify({ event: { callbackUrl } });

describe(subscribe.name, () => {
  it('probes the callback first, by the method of the switch', () => {
    for (const probe of ['GET', 'HEAD', 'POST'] as const) {
      const driver = new YodleeDriver({ switches: { probe } }).admin();
      expect(driver.subscribe().status).to.equal(201);
      expect(driver.sent.map(({ kind, method, url }) => `${kind} ${method} ${url}`)).to.deep.equal([
        `probe ${probe} ${CALLBACK}`,
      ]);
    }
    const blind = new YodleeDriver({ switches: { probe: 'none' } }).admin();
    expect(blind.subscribe().status).to.equal(201);
    expect(blind.sent).to.deep.equal([]);
  });

  it('fails when nothing answers, or with 5xx', () => {
    const driver = new YodleeDriver().admin();
    for (const status of [undefined, 500, 503]) {
      driver.receive = () => status;
      expect(driver.refusal('POST', `${EVENTS}/DATA_UPDATES`, bodyOf(CALLBACK))).to.equal(
        '400 Y800 Invalid value for callbackUrl',
      );
    }
    driver.receive = () => 404;
    expect(driver.subscribe().status).to.equal(201);
  });

  it('refuses what is no subscription', () => {
    const driver = new YodleeDriver().admin();
    const refuse = (event: string, body: string) => driver.refusal('POST', `${EVENTS}/${event}`, body);
    for (const event of ['NO_EVENT', 'constructor']) {
      expect(refuse(event, bodyOf(CALLBACK))).to.equal('400 Y803 eventName required');
    }
    for (const body of ['', '{}', bodyOf(''), bodyOf(7), '{"event":null}']) {
      expect(refuse('REFRESH', body)).to.equal('400 Y803 callbackUrl required');
    }
    expect(refuse('REFRESH', bodyOf('ftp://x/'))).to.equal('400 Y800 Invalid value for callbackUrl');
  });

  it('refuses a second time, or takes it by switch', () => {
    const driver = new YodleeDriver().admin();
    driver.subscribe();
    expect(driver.refusal('POST', `${EVENTS}/DATA_UPDATES`, bodyOf(CALLBACK))).to.contain('400 Y811');
    const lenient = new YodleeDriver({ switches: { subscribeTwice: '201' } }).admin();
    expect([lenient.subscribe().status, lenient.subscribe().status]).to.deep.equal([201, 201]);
  });
});

describe(listSubscriptions.name, () => {
  it('lists them, all or one', () => {
    const driver = new YodleeDriver().admin();
    expect(driver.json('GET', EVENTS)).to.deep.equal({});
    driver.subscribe('REFRESH');
    driver.subscribe();
    const data = { name: 'DATA_UPDATES', callbackUrl: CALLBACK };
    expect(driver.json('GET', `${EVENTS}?eventName=DATA_UPDATES`)).to.deep.equal({ event: [data] });
    expect(driver.json('GET', EVENTS)['event']).to.have.length(2);
  });
});

describe(changeSubscription.name, () => {
  it('moves the callback once the new one was reached', () => {
    const driver = new YodleeDriver().admin();
    expect(driver.refusal('PUT', `${EVENTS}/DATA_UPDATES`, bodyOf(CALLBACK))).to.contain('Y807');
    driver.subscribe();
    expect(driver.ask('PUT', `${EVENTS}/DATA_UPDATES`, bodyOf(`${CALLBACK}2`)).status).to.equal(204);
    expect(driver.truth().subscriptions[0]?.callbackUrl).to.equal(`${CALLBACK}2`);
  });
});

describe(unsubscribe.name, () => {
  it('ends it', () => {
    const driver = new YodleeDriver().admin();
    driver.subscribe();
    expect(driver.ask('DELETE', `${EVENTS}/DATA_UPDATES`).status).to.equal(204);
    expect(driver.refusal('DELETE', `${EVENTS}/DATA_UPDATES`)).to.contain('Y807');
  });
});

describe(finishSubscription.name, () => {
  it('starts the timeline with DATA_UPDATES alone', () => {
    const { state } = new YodleeDriver();
    const finish = (event: string) =>
      finishSubscription(
        state,
        { kind: 'probe', event, callbackUrl: CALLBACK, method: 'POST' },
        { status: 200, now: 0 },
      );
    expect(finish('REFRESH').state.windowFrom).to.equal(undefined);
    expect(finish('DATA_UPDATES').state.windowFrom).to.equal(1_768_467_600);
  });
});
