import { expect } from 'chai';
import { checkSetting } from '../../../lib/cli/settings/checkSetting.js';
import { SETTINGS } from '../../../lib/cli/settings/SETTINGS.js';

describe('checkSetting', () => {
  it('gives back what is good', () => {
    expect(checkSetting(SETTINGS.baseUrl, 'X', 'http://127.0.0.1:8080/v2.1')).to.equal('http://127.0.0.1:8080/v2.1');
    expect(checkSetting(SETTINGS.pollEveryMs, 'X', '0.5')).to.equal('0.5');
  });

  it('names place, expectation and value', () => {
    expect(() => checkSetting(SETTINGS.deadlineMs, 'MILLRACE_DEADLINE_MS', '8s')).to.throw(
      'MILLRACE_DEADLINE_MS: expected a number of ms, > 0 and ≤ 2147483647, got "8s"',
    );
    expect(() => checkSetting(SETTINGS.queueId, '--queue-id', '../1')).to.throw('got "../1"');
  });

  it('gives an example of the aggregator that is meant', () => {
    const of = (setting: (typeof SETTINGS)['baseUrl' | 'yodleeBaseUrl' | 'callbackBaseUrl']) => () =>
      checkSetting(setting, 'X', 'nowhere');
    expect(of(SETTINGS.baseUrl)).to.throw('such as https://api.oxlin.io/v2.1, got');
    expect(of(SETTINGS.yodleeBaseUrl)).to.throw('such as https://production.api.yodlee.com/ysl, got');
    expect(of(SETTINGS.callbackBaseUrl))
      .to.throw('such as https://')
      .with.property('message')
      .not.match(/oxlin|yodlee/);
  });

  it('refuses URLs that are not safe, and never shows what may be a password', () => {
    for (const url of ['ftp://x.org', 'http://api.example.org', 'api.example.org', '']) {
      expect(() => checkSetting(SETTINGS.baseUrl, 'X', url)).to.throw('expected an https URL');
    }
    for (const url of ['https://user:s3cret@api.example.org', 'https://api.example.org/?key=s3cret']) {
      expect(() => checkSetting(SETTINGS.baseUrl, 'X', url))
        .to.throw('got one with user or query')
        .with.property('message')
        .that.does.not.include('s3cret');
    }
  });

  it('never shows a secret', () => {
    expect(() => checkSetting(SETTINGS.password, 'MILLRACE_OXLIN_PASSWORD', 's3cret\n')).to.throw(
      'MILLRACE_OXLIN_PASSWORD: expected a text of printable ASCII, got something else',
    );
  });

  it('refuses numbers that no timer can keep', () => {
    for (const ms of ['0', '-1', 'NaN', 'Infinity', '2147483648', '1e3', ' 5']) {
      expect(() => checkSetting(SETTINGS.pollEveryMs, 'X', ms)).to.throw('expected a number of ms');
    }
  });
});
