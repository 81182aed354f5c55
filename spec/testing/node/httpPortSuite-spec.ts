import { expect } from 'chai';
import { httpPortSuite } from '../../../lib/testing/node/httpPortSuite.js';
import type { CreateHttpPort } from '../../../lib/testing/node/HttpPortCase.js';
import { nodeHttpPort, type Flaws } from '../../support/nodeHttpPort.js';

interface Collected {
  readonly tests: ReadonlyMap<string, () => Promise<void>>;
  readonly skipped: readonly string[];
  readonly returned: readonly string[];
}

function collected(create: CreateHttpPort): Collected {
  const tests = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const returned = httpPortSuite({
    describe: (_title, define) => {
      define();
    },
    it: (title, body) => tests.set(title, body),
    skip: (title) => skipped.push(title),
    create,
  });
  return { tests, skipped, returned };
}

async function failures(flaws: Flaws, only: RegExp): Promise<readonly string[]> {
  const failed: string[] = [];
  const tests = Array.from(collected(nodeHttpPort(flaws)).tests).filter(([title]) => only.test(title));
  await Promise.all(tests.map(([title, body]) => body().catch(() => failed.push(title))));
  return failed;
}

describe('httpPortSuite', () => {
  httpPortSuite({ describe, it, create: nodeHttpPort({}) });

  const cases: readonly (readonly [string, Flaws, RegExp, number])[] = [
    ['follows redirects', { followsRedirects: true }, /^refuses the redirect/, 6],
    ['goes on after its subscriber has left', { ignoresAbort: true }, /^aborts the exchange/, 2],
    ['knows no cap', { ignoresCap: true }, /byte more|stops reading|gzip bomb/, 3],
    ['counts the cap before decompression', { capsWireBytes: true }, /gzip bomb/, 1],
    ['sends wherever it is told', { anyOrigin: true }, /^refuses an origin|^refuses credentials/, 2],
    ['knows no deadline', { ignoresDeadline: true }, /^fails with UpstreamTimeoutError/, 1],
    ['shows the request in its errors', { leaksRequest: true }, /reset/, 1],
    ['sends before it is subscribed', { eager: true }, /before it is subscribed/, 1],
    ['claims deadlines that it does not keep', { claimsDeadlines: true }, /slow answer|body that stops/, 2],
  ];
  // Most of these wait for something that never happens: they wait together.
  let found: readonly (readonly string[])[] = [];
  before(async function () {
    this.timeout(15_000);
    found = await Promise.all(cases.map(([, flaws, tests]) => failures(flaws, tests)));
  });
  cases.forEach(([what, , , count], index) => {
    it(`fails a port that ${what}`, () => {
      expect(found[index]).to.have.length(count);
    });
  });

  it('shows as skipped what the port does not claim, and runs it when it does', () => {
    const { skipped, returned, tests } = collected(nodeHttpPort({}));
    expect(skipped).to.deep.equal(returned).and.have.length(3);
    const all = collected(nodeHttpPort({ claimsDeadlines: true }));
    expect(all.skipped).to.deep.equal([]);
    expect(all.tests.size).to.equal(tests.size + 3);
  });
});
