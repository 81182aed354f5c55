import { expect } from 'chai';
import { of, throwError } from 'rxjs';
import type { OxlinUser } from '../../../../lib/aggregators/oxlin/index.js';
import { checkApi } from '../../../../lib/cli/commands/doctor/checkApi.js';
import type { Connection, Dated } from '../../../../lib/index.js';
import { UpstreamUnreachableError } from '../../../../lib/index.js';
import { doctorSession } from '../../../support/doctorSession.js';
import { inVirtualSandbox } from '../../../support/inVirtualSandbox.js';
import { connection } from '../../../support/syncUpdates.js';

const check = (listConnections?: (user: OxlinUser) => OxlinUser['listConnections']) =>
  inVirtualSandbox(['success'], ({ api }) => {
    const user = api.forUser('501');
    return checkApi(
      doctorSession(listConnections === undefined ? user : { ...user, listConnections: listConnections(user) }),
    );
  }).values;

const answering =
  (value: readonly Connection[], skewMs?: number) =>
  ({ scheduler }: OxlinUser) =>
  () =>
    of<Dated<readonly Connection[]>>({
      value,
      ...(skewMs !== undefined && { serverAt: new Date(scheduler.now() + skewMs) }),
    });

describe('checkApi', () => {
  it('says how many connections came, and how fast', () => {
    const [reachability] = check();
    expect(reachability).to.include({ check: 'reachability', result: 'ok' });
    expect(reachability?.detail).to.match(/^1 connection in \d+ ms$/);
  });

  it('compares the clocks', () => {
    const clockAt = (skewMs?: number) => check(answering([], skewMs))[1];
    expect(clockAt(1_000)).to.include({ check: 'clock', result: 'ok', detail: 'upstream is 1 s ahead' });
    expect(clockAt(-40_000)).to.include({ result: 'warn', whoMustAct: 'integrator' });
    expect(clockAt(-40_000)?.detail).to.include('40 s behind');
    expect(clockAt()).to.include({ result: 'warn', whoMustAct: 'aggregator' });
  });

  it('expects a sandbox on this machine to run ahead', () => {
    const ahead = (baseUrl: string): string | undefined =>
      inVirtualSandbox(['success'], ({ api }) => {
        const user = api.forUser('501');
        const listConnections = answering([], 40_000)(user);
        return checkApi(doctorSession({ ...user, listConnections }, { settings: { baseUrl } }));
      }).values[1]?.detail;
    expect(ahead('http://127.0.0.1:8080/v2.1')).to.include('to be expected of a sandbox with --speed');
    expect(ahead('https://api.example.org/v2.1')).not.to.include('sandbox');
  });

  it('names statuses that the documentation does not', () => {
    const odd = connection('7', { status: 'ODD', channels: [{ id: '1', status: 'ODDER', unavailable: false }] });
    expect(check(answering([odd, odd], 0))[2]).to.include({
      check: 'statuses',
      result: 'warn',
      detail: 'not in the documentation: ODD, ODDER',
    });
  });

  it('fails with 69 when nobody answers', () => {
    const down = () => () => throwError(() => new UpstreamUnreachableError('list connections', false, 'ECONNREFUSED'));
    const findings = check(down);
    expect(findings.map(({ check: name, result, exitCode }) => [name, result, exitCode])).to.deep.equal([
      ['reachability', 'fail', 69],
    ]);
  });
});
