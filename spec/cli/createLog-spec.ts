import { expect } from 'chai';
import { createLog, logTelemetry } from '../../lib/cli/createLog.js';
import { fakeHost } from '../support/fakeHost.js';

const linesOf = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('createLog', () => {
  it('keeps to warnings unless it is told to be verbose', () => {
    const { stderr } = fakeHost();
    const log = createLog(stderr, false);
    log.debug('nothing');
    log.warn('something');
    expect(linesOf(stderr.text()).map(({ msg }) => msg)).to.deep.equal(['something']);
  });

  it('hides what is secret, if it ever gets in', () => {
    const { stderr } = fakeHost();
    createLog(stderr, true).info({ password: 'hunter2', client: { clientSecret: 's3cret', token: 't0ken' } });
    createLog(stderr, true).info({ authorization: 'b3arer', headers: { authorization: 'b3arer' } });
    expect(stderr.text()).not.to.match(/hunter2|s3cret|t0ken|b3arer/);
  });
});

describe('logTelemetry', () => {
  it('writes counts and gauges', () => {
    const { stderr } = fakeHost();
    const telemetry = logTelemetry(createLog(stderr, true));
    telemetry.count('retries_total', 2, { tenant: 'default' });
    telemetry.gauge('open', 1, {});
    expect(linesOf(stderr.text())).to.have.nested.property('[0].count', 'retries_total');
    expect(linesOf(stderr.text())).to.have.nested.property('[1].gauge', 'open');
  });
});
