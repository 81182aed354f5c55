import { expect } from 'chai';
import { chooseFault } from '../../../../lib/sandbox/core/faults/chooseFault.js';
import type { FaultProbabilities } from '../../../../lib/sandbox/core/faults/FaultProbabilities.js';
import type { SandboxRequest } from '../../../../lib/sandbox/core/SandboxRequest.js';
import { SandboxDriver } from '../../../support/sandboxDriver.js';

const GET: SandboxRequest = { origin: 'api', method: 'GET', target: '/v2.1/queues/1', headers: {}, body: '' };

const draws = (faults: FaultProbabilities, request: SandboxRequest, count = 400) => {
  const { state } = new SandboxDriver({ faults });
  return Array.from({ length: count }, (_, requests) => chooseFault({ ...state, requests }, request));
};

describe('chooseFault', () => {
  it('leaves everything alone unless told otherwise', () => {
    expect(draws({}, GET).every((fault) => fault === undefined)).to.equal(true);
  });

  for (const kind of ['lost', 'late', 'reset', 'truncated', 'html', 'status401', 'status429', 'status5xx'] as const) {
    it(`strikes with ${kind} about as often as told`, () => {
      const hits = draws({ [kind]: 0.25 }, GET).filter((fault) => fault?.kind === kind);
      expect(hits.length).to.be.within(70, 130);
    });
  }

  for (const [name, mark] of [
    ['duplicated', 'duplicated'],
    ['reordered', 'reordered'],
    ['staleEvents', 'staleEvent'],
    ['foreignEvents', 'foreignEvent'],
  ] as const) {
    it(`strikes queue reads with ${name}, and only them`, () => {
      expect(draws({ [name]: 1 }, GET, 1)[0]).to.deep.equal({ [mark]: true });
      expect(draws({ [name]: 1 }, { ...GET, target: '/v2.1/connections' }, 1)[0]).to.equal(undefined);
    });
  }

  it('never answers HTML or a cut body to a POST, nor 401 to the authorization server', () => {
    const post: SandboxRequest = { ...GET, method: 'POST', origin: 'auth' };
    expect(draws({ html: 1, truncated: 1, status401: 1 }, post).every((fault) => fault === undefined)).to.equal(true);
  });

  it('carries out about half of what it answers with 5xx', () => {
    const faults = draws({ status5xx: 1 }, GET);
    expect(faults.filter((fault) => fault?.carriedOut === true).length).to.be.within(160, 240);
    expect(new Set(faults.map((fault) => fault?.status))).to.deep.equal(new Set([500, 502, 503]));
  });

  it('asks the hook first, with the number of the request', () => {
    const asked: number[] = [];
    const driver = new SandboxDriver({
      faults: { lost: 1 },
      faultFor: (index) => {
        asked.push(index);
        return { kind: 'reset' };
      },
    });
    expect(driver.ask('GET', '/providers').fault).to.equal('reset');
    driver.ask('GET', '/providers');
    expect(asked).to.deep.equal([0, 1]);
  });
});
